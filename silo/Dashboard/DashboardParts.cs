using Orleans;
using Orleans.Runtime;

namespace Mail.Silo.Dashboard;

/// <summary>What the dashboard's package would start with the host and with the silo, taken out of both so that it can be started later.</summary>
internal sealed class DashboardParts
{
    private readonly List<ServiceDescriptor> _parts = [];
    private List<object> _running = [];

    /// <summary>Takes out what was added beside <paramref name="before"/>.</summary>
    public DashboardParts(IServiceCollection services, HashSet<ServiceDescriptor> before)
    {
        _parts.AddRange(services.Where(s => !before.Contains(s) && (s.ServiceType == typeof(IHostedService) || s.ServiceType == typeof(ILifecycleParticipant<ISiloLifecycle>))));
        _parts.ForEach(s => services.Remove(s));
    }

    public async Task StartAsync(IServiceProvider services)
    {
        var stages = new LateStages();
        _running = [.. _parts.Select(p => p.ImplementationFactory?.Invoke(services) ?? ActivatorUtilities.GetServiceOrCreateInstance(services, p.ImplementationType!)).Distinct()];
        foreach (var part in _running)
        {
            if (part is IHostedService host)
            {
                await host.StartAsync(CancellationToken.None);
            }

            if (part is ILifecycleParticipant<ISiloLifecycle> participant)
            {
                participant.Participate(stages);
            }
        }

        await stages.StartAsync();
    }

    /// <summary>Ends what works by itself; the rest only answers.</summary>
    public async Task StopAsync()
    {
        foreach (var part in _running.OfType<IHostedService>())
        {
            await part.StopAsync(CancellationToken.None);
            await (part is IAsyncDisposable disposable ? disposable.DisposeAsync() : ValueTask.CompletedTask);
        }
    }

    /// <summary>The silo's stages for who comes when they are over: all are run at once, in their order.</summary>
    private sealed class LateStages : ISiloLifecycle
    {
        private readonly List<(int Stage, ILifecycleObserver Observer)> _observers = [];

        public int HighestCompletedStage => ServiceLifecycleStage.Active;

        public int LowestStoppedStage => int.MaxValue;

        public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
        {
            _observers.Add((stage, observer));
            return Subscription.None;
        }

        public async Task StartAsync()
        {
            foreach (var (_, observer) in _observers.OrderBy(o => o.Stage))
            {
                await observer.OnStart(CancellationToken.None);
            }
        }

        private sealed class Subscription : IDisposable
        {
            public static readonly Subscription None = new();

            public void Dispose()
            {
                // Nobody tells these observers that the silo stops.
            }
        }
    }
}
