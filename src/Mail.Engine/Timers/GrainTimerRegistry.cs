using Mail.Engine.Activation;
using Orleans.Runtime;
using Orleans.Timers;

namespace Mail.Engine.Timers;

/// <summary>Makes grain timers.</summary>
internal sealed class GrainTimerRegistry(TimeProvider time, SiloRuntime silo) : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        var activation = (GrainActivation)grainContext;
        var timer = new GrainTimer(activation, silo, token => callback(state, token), options);
        activation.Life.AddTimer(timer);
        timer.Start(time);
        return timer;
    }
}
