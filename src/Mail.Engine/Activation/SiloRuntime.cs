using Mail.Engine.Invocation;
using Mail.Engine.Management;
using Mail.Engine.Placement;
using Mail.Engine.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Mail.Engine.Activation;

/// <summary>The parts of one silo that its activations use. Parts that need each other are resolved on first use.</summary>
internal sealed class SiloRuntime
{
    // A turn longer than this costs its caller more than a hop to another thread would.
    private static readonly TimeSpan LongestInlineTurn = TimeSpan.FromMicroseconds(50);

    private readonly Lazy<MessageDispatcher> _dispatcher;
    private readonly Lazy<ReferenceFactory> _references;

    public SiloRuntime(
        IServiceProvider services,
        IWorkScheduler work,
        ISiloRandom random,
        TimeProvider time,
        CoarseClock clock,
        ILocalSiloDetails details,
        CallFilters filters,
        SiloMetrics metrics,
        GrainActivator activator,
        ILogger<SiloRuntime> log,
        IOptions<SiloMessagingOptions> messaging,
        IOptions<GrainCollectionOptions> collection)
    {
        Services = services;
        Work = work;
        Random = random;
        Time = time;
        Clock = clock;
        Address = details.SiloAddress;
        Filters = filters;
        Metrics = metrics;
        Activator = activator;
        Log = log;
        MaxWaiting = messaging.Value.MaxEnqueuedRequestsHardLimit;
        ActivationTimeout = collection.Value.ActivationTimeout;
        DeactivationTimeout = collection.Value.DeactivationTimeout;
        InlineLimit = (long)(LongestInlineTurn.TotalSeconds * time.TimestampFrequency);
        _dispatcher = new Lazy<MessageDispatcher>(services.GetRequiredService<MessageDispatcher>);
        _references = new Lazy<ReferenceFactory>(services.GetRequiredService<ReferenceFactory>);
    }

    public IServiceProvider Services { get; }

    public IWorkScheduler Work { get; }

    public ISiloRandom Random { get; }

    public TimeProvider Time { get; }

    public CoarseClock Clock { get; }

    public SiloAddress Address { get; }

    public CallFilters Filters { get; }

    public SiloMetrics Metrics { get; }

    public GrainActivator Activator { get; }

    public ILogger Log { get; }

    public int MaxWaiting { get; }

    public TimeSpan ActivationTimeout { get; }

    public TimeSpan DeactivationTimeout { get; }

    /// <summary>In ticks of <see cref="Time"/>: after a longer turn, calls to the activation are not run on the caller's stack for a while.</summary>
    public long InlineLimit { get; }

    public MessageDispatcher Dispatcher => _dispatcher.Value;

    public ReferenceFactory References => _references.Value;
}
