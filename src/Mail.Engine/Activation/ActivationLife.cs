using Mail.Engine.Invocation;
using Mail.Engine.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Mail.Engine.Activation;

/// <summary>The beginning and end of one activation, each in its own turns.</summary>
internal sealed class ActivationLife(SiloRuntime silo, GrainActivation activation, Action<GrainActivation> onGone)
{
    private readonly AsyncServiceScope _scope = silo.Services.CreateAsyncScope();
    private readonly CancellationTokenSource _ending = new();
    private readonly List<IDisposable> _timers = [];
    private DeactivationReason _reason;
    private DeactivationReason? _early;

    public IServiceProvider Services => _scope.ServiceProvider;

    public GrainLifecycle Lifecycle { get; } = new();

    /// <summary>Cancelled when the activation ends; timers' callbacks see it.</summary>
    public CancellationToken Ending => _ending.Token;

    public DateTimeOffset Created { get; } = silo.Time.GetUtcNow();

    public void Begin() => activation.RunTurn(Activate);

    /// <summary>Starts the end: at once when idle, else when the calls inside are done.</summary>
    public void Finish(DeactivationReason reason)
    {
        if (activation.State == ActivationState.Activating)
        {
            _early = reason;
            return;
        }

        if (activation.TryMove(ActivationState.Valid, ActivationState.Draining))
        {
            _reason = reason;
            if (activation.RunningCalls == 0)
            {
                Drained();
            }
        }
    }

    public void Drained()
    {
        if (activation.TryMove(ActivationState.Draining, ActivationState.Deactivating))
        {
            activation.RunTurn(Deactivate);
        }
    }

    /// <summary>A stale write shows another activation: this one must go and reload.</summary>
    public void AfterError(Call call, Exception error)
    {
        if (error is InconsistentStateException)
        {
            silo.Log.InconsistentState(activation.GrainId, error);
            Finish(new DeactivationReason(DeactivationReasonCode.ApplicationError, error, "A call ended with InconsistentStateException."));
        }
        else if (call.IsOneWay)
        {
            silo.Log.OneWayCallFailed(call.ToString(), error);
        }
    }

    public void AddTimer(IDisposable timer)
    {
        lock (_timers)
        {
            _timers.Add(timer);
        }
    }

    public void RemoveTimer(IDisposable timer)
    {
        lock (_timers)
        {
            _timers.Remove(timer);
        }
    }

    /// <summary>Ends it without a farewell.</summary>
    public void Abandon()
    {
        StopTimers();
        onGone(activation);
        activation.SignalGone();
    }

    private async Task Activate()
    {
        try
        {
            using var limit = new CancellationTokenSource(silo.ActivationTimeout, silo.Time);
            var instance = silo.Activator.Create(activation);
            activation.GrainInstance = instance;
            Lifecycle.Subscribe("OnActivateAsync", GrainLifecycleStage.Activate, token => OnActivate(instance, token), static _ => Task.CompletedTask);
            await Lifecycle.OnStart(limit.Token);
            silo.Metrics.Activated(activation.Class);
            activation.SetState(ActivationState.Valid);
            if (_early is { } reason)
            {
                Finish(reason);
            }
        }
        catch (Exception error)
        {
            silo.Log.ActivationFailed(activation.GrainId, error);
            silo.Metrics.ActivationFailed(activation.Class);
            StopTimers();
            foreach (var call in Close())
            {
                call.Fail(error);
            }

            await Release();
        }
    }

    private static Task OnActivate(object instance, CancellationToken token) =>
        instance is IGrainBase grain ? grain.OnActivateAsync(token) : Task.CompletedTask;

    private async Task Deactivate()
    {
        StopTimers();
        try
        {
            using var limit = new CancellationTokenSource(silo.DeactivationTimeout, silo.Time);
            if (activation.GrainInstance is IGrainBase grain)
            {
                await grain.OnDeactivateAsync(_reason, limit.Token).WaitAsync(silo.DeactivationTimeout, silo.Time);
            }

            await Lifecycle.OnStop(limit.Token).WaitAsync(silo.DeactivationTimeout, silo.Time);
        }
        catch (Exception error)
        {
            silo.Log.DeactivationFailed(activation.GrainId, error);
        }

        var waiting = Close();
        silo.Metrics.Deactivated(activation.Class);
        await Release();
        foreach (var call in waiting)
        {
            silo.Dispatcher.Forward(call);
        }
    }

    // Out of the directory before it is marked gone: a call that finds it gone must find the next one when it looks again.
    private List<Call> Close()
    {
        onGone(activation);
        return activation.End();
    }

    private void StopTimers()
    {
        _ending.Cancel();
        IDisposable[] timers;
        lock (_timers)
        {
            timers = [.. _timers];
            _timers.Clear();
        }

        foreach (var timer in timers)
        {
            timer.Dispose();
        }
    }

    private async Task Release()
    {
        try
        {
            switch (activation.GrainInstance)
            {
                case IAsyncDisposable disposable: await disposable.DisposeAsync(); break;
                case IDisposable disposable: disposable.Dispose(); break;
            }

            await _scope.DisposeAsync();
        }
        catch (Exception error)
        {
            silo.Log.DeactivationFailed(activation.GrainId, error);
        }

        activation.SignalGone();
    }
}
