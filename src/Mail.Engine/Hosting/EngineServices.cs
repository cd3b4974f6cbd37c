using Mail.Engine.Activation;
using Mail.Engine.Configuration;
using Mail.Engine.Invocation;
using Mail.Engine.Lifecycle;
using Mail.Engine.Management;
using Mail.Engine.Placement;
using Mail.Engine.Scheduling;
using Mail.Engine.Timers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Configuration;
using Orleans.Timers;

namespace Mail.Engine.Hosting;

/// <summary>The engine's services. What a simulation replaces is registered so that an earlier registration wins.</summary>
internal static class EngineServices
{
    public static ISiloBuilder AddTo(IServiceCollection services, IConfiguration configuration)
    {
        var builder = new SiloBuilder(services, configuration);
        if (services.Any(s => s.ServiceType == typeof(Silo)))
        {
            return builder;
        }

        services.AddOptions().AddLogging().AddMetrics();
        services.AddSingleton<IConfigureOptions<TypeManifestOptions>, DiscoveredManifests>();
        AddPorts(services);
        AddCalls(services);
        AddActivations(services);
        AddSilo(services);
        return builder;
    }

    private static void AddPorts(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IWorkScheduler, ThreadPoolWorkScheduler>();
        services.TryAddSingleton<ISiloRandom>(_ => new SiloRandom());
        services.TryAddSingleton<IMessageTransport, LocalTransport>();
        services.TryAddSingleton<CoarseClock>();
        services.AddSingleton(NewCodecs);
        services.AddSingleton<IDeepCopierProvider>(s => s.GetRequiredService<CodecProvider>());
        services.AddSingleton<CopyContextPool>();
        services.AddSingleton<Serializer>();
        services.AddSingleton<DeepCopier>();
    }

    private static CodecProvider NewCodecs(IServiceProvider services) => new(services.GetRequiredService<IOptions<TypeManifestOptions>>().Value)
    {
        ReferenceFactory = (id, type) => services.GetRequiredService<ReferenceFactory>().Create(id, type),
    };

    private static void AddCalls(IServiceCollection services)
    {
        services.AddSingleton<ResultCopiers>();
        services.AddSingleton<InFlightCalls>();
        services.AddSingleton<CallFilters>();
        services.AddSingleton<MessageDispatcher>();
        services.AddSingleton<IGrainReferenceRuntime, CallRuntime>();
        services.AddSingleton<ReferenceFactory>();
        services.AddSingleton<ObserverRegistry>();
        services.AddSingleton<GrainFactory>();
        services.AddSingleton<IClusterClient>(s => s.GetRequiredService<GrainFactory>());
        services.AddSingleton<IGrainFactory>(s => s.GetRequiredService<GrainFactory>());
        services.AddKeyedTransient<IGrainExtension>(typeof(IAsyncEnumerableGrainExtension), (s, _) => new AsyncEnumerableExtension(s.GetRequiredService<TimeProvider>()));
    }

    private static void AddActivations(IServiceCollection services)
    {
        services.AddSingleton<GrainClasses>();
        services.AddSingleton<GrainActivator>();
        services.AddSingleton<ActivationDirectory>();
        services.AddSingleton<ActivationCollector>();
        services.AddSingleton<SiloRuntime>();
        services.AddSingleton<SiloMetrics>();
        services.AddSingleton<IGrainRuntime, GrainRuntime>();
        services.AddSingleton<ITimerRegistry, GrainTimerRegistry>();
        services.AddSingleton<IGrainContextAccessor, GrainContextAccessor>();
    }

    private static void AddSilo(IServiceCollection services)
    {
        services.TryAddSingleton<ILocalSiloDetails, LocalSiloDetails>();
        services.AddSingleton<SiloLifecycle>();
        services.AddSingleton<ISiloLifecycle>(s => s.GetRequiredService<SiloLifecycle>());
        services.AddSingleton<ISiloLifecycleSubject>(s => s.GetRequiredService<SiloLifecycle>());
        services.AddSingleton<IConfigurationValidator, EngineOptionsValidator>();
        services.AddSingleton<SiloStatusSource>();
        services.AddSingleton<Silo>();
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<Silo>());
        services.AddSingleton<IConfigureOptions<TypeManifestOptions>, ManagementManifest>();
    }
}
