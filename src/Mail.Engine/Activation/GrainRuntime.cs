using System.Reflection;
using Mail.Engine.Persistence;
using Orleans;
using Orleans.Core;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Timers;

namespace Mail.Engine.Activation;

/// <summary>What <see cref="Grain"/> asks of this silo.</summary>
internal sealed class GrainRuntime(SiloRuntime silo, ILocalSiloDetails details, IGrainFactory factory, ITimerRegistry timers, IServiceProvider services) : IGrainRuntime
{
    public string SiloIdentity => details.SiloAddress.ToString();

    public SiloAddress SiloAddress => details.SiloAddress;

    public IGrainFactory GrainFactory => factory;

    public ITimerRegistry TimerRegistry => timers;

    public IServiceProvider ServiceProvider => services;

    public TimeProvider TimeProvider => silo.Time;

    public void DeactivateOnIdle(IGrainContext grainContext) =>
        grainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateOnIdle)} was called."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan)
    {
        var activation = (GrainActivation)grainContext;
        activation.KeepUntil = timeSpan < TimeSpan.Zero ? 0 : timeSpan == TimeSpan.MaxValue ? long.MaxValue : silo.Clock.After(timeSpan);
    }

    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext)
    {
        var activation = (GrainActivation)grainContext;
        var provider = activation.Class.Type.GetCustomAttribute<StorageProviderAttribute>(true)?.ProviderName;
        return new StoredState<TGrainState>("state", activation, GrainStorages.Find(activation, provider));
    }
}
