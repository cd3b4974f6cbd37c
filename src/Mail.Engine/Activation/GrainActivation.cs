using Mail.Engine.Invocation;
using Mail.Engine.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Core.Internal;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Mail.Engine.Activation;

/// <summary>One life of one grain in this silo: its turns, its gate, its components. How it begins and ends is <see cref="ActivationLife"/>'s.</summary>
internal sealed class GrainActivation : CallTarget, IGrainContext, ICallChainReentrantGrainContext, IGrainExtensionBinder
{
    private readonly TaskCompletionSource _deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CallGate _gate;
    private readonly TurnScheduler _turns;
    private readonly SiloRuntime _silo;
    private Dictionary<Type, object?>? _components;
    private GrainReference? _reference;
    private long _slowTurns;

    public GrainActivation(SiloRuntime silo, GrainClass grainClass, GrainId grainId, Action<GrainActivation> onGone)
    {
        _silo = silo;
        Class = grainClass;
        GrainId = grainId;
        _gate = new CallGate(grainClass);
        _turns = new TurnScheduler(silo.Work, this);
        Address = new GrainAddress { GrainId = grainId, ActivationId = new ActivationId(silo.Random.NextGuid()), SiloAddress = silo.Address };
        LastUsed = silo.Clock.Now;
        Life = new ActivationLife(silo, this, onGone);
    }

    public GrainClass Class { get; }

    public ActivationLife Life { get; }

    public GrainId GrainId { get; }

    public GrainAddress Address { get; }

    public ActivationId ActivationId => Address.ActivationId;

    public object? GrainInstance { get; set; }

    public IServiceProvider ActivationServices => Life.Services;

    public IGrainLifecycle ObservableLifecycle => Life.Lifecycle;

    public IWorkItemScheduler Scheduler => _turns;

    public Task Deactivated => _deactivated.Task;

    public GrainReference GrainReference => _reference ??= _silo.References.ForActivation(this);

    public ActivationState State { get; private set; }

    /// <summary>Coarse timestamp of the last call's end.</summary>
    public long LastUsed { get; set; }

    /// <summary>Coarse timestamp before which idleness does not count.</summary>
    public long KeepUntil { get; set; }

    public override bool IsCurrent => State != ActivationState.Gone;

    /// <summary>Calls inside and waiting.</summary>
    public int Load
    {
        get
        {
            lock (_turns.SyncRoot)
            {
                return _gate.Running + _gate.Waiting;
            }
        }
    }

    /// <summary>Calls inside.</summary>
    public int RunningCalls
    {
        get
        {
            lock (_turns.SyncRoot)
            {
                return _gate.Running;
            }
        }
    }

    public override void Receive(Call call)
    {
        var inline = false;
        var schedule = false;
        lock (_turns.SyncRoot)
        {
            if (State == ActivationState.Gone)
            {
                goto Forward;
            }

            call.Activation = this;
            if (CanRun(call) && _gate.TryEnter(call))
            {
                inline = _slowTurns == 0 && State == ActivationState.Valid && _turns.TryBeginInline();
                schedule = !inline && _turns.Enqueue(call);
            }
            else if (_gate.Waiting >= _silo.MaxWaiting)
            {
                goto Refuse;
            }
            else
            {
                _gate.Wait(call);
            }
        }

        if (inline)
        {
            _turns.RunInline(call);
        }
        else if (schedule)
        {
            _turns.Schedule();
        }

        return;

    Forward:
        _silo.Dispatcher.Forward(call);
        return;

    Refuse:
        call.Fail(new LimitExceededException($"Grain {GrainId} has {_silo.MaxWaiting} calls waiting, which is the limit (SiloMessagingOptions.MaxEnqueuedRequestsHardLimit)."));
    }

    /// <summary>Runs inside a turn.</summary>
    public void RunCall(Call call)
    {
        if (call.IsCompleted)
        {
            Leave(call);
            return;
        }

        RequestContext.Snapshot = call.Context;
        var started = _silo.Time.GetTimestamp();
        ValueTask<Response> pending;
        try
        {
            call.Bind(this);
            pending = _silo.Filters.Incoming(this, call);
        }
        catch (Exception error)
        {
            pending = new ValueTask<Response>(Response.FromException(error));
        }

        var elapsed = _silo.Time.GetTimestamp() - started;
        _slowTurns = elapsed > _silo.InlineLimit ? 16 : Math.Max(0, _slowTurns - 1);
        if (pending.IsCompletedSuccessfully)
        {
            Finish(call, pending.Result, started);
        }
        else
        {
            FinishLater(call, pending, started);
        }
    }

    /// <summary>Lets waiting calls in, after the state changed or a call left.</summary>
    public void SetState(ActivationState state)
    {
        lock (_turns.SyncRoot)
        {
            State = state;
        }

        Admit();
    }

    public bool TryMove(ActivationState from, ActivationState to)
    {
        lock (_turns.SyncRoot)
        {
            if (State != from)
            {
                return false;
            }

            State = to;
            return true;
        }
    }

    /// <summary>Ends it: from now on calls are looked up anew. Gives back those that waited.</summary>
    public List<Call> End()
    {
        lock (_turns.SyncRoot)
        {
            State = ActivationState.Gone;
            return _gate.TakeWaiting();
        }
    }

    /// <summary>Runs <paramref name="work"/>, which must not throw, in turns of this activation but outside its gate.</summary>
    public void RunTurn(Func<Task> work) => _turns.QueueAction(static state => _ = ((Func<Task>)state)(), work);

    public void SignalGone() => _deactivated.TrySetResult();

    /// <summary>True when no call is inside or waiting.</summary>
    public bool IsIdle => Load == 0;

    public void Touch() => LastUsed = _silo.Clock.Now;

    public object? GetTarget() => GrainInstance;

    public object? GetComponent(Type componentType)
    {
        if (componentType.IsInstanceOfType(GrainInstance))
        {
            return GrainInstance;
        }

        lock (_turns.SyncRoot)
        {
            if (_components is not null && _components.TryGetValue(componentType, out var component))
            {
                return component;
            }
        }

        // An extension is made on first use by the factory registered for its interface.
        if (typeof(IGrainExtension).IsAssignableFrom(componentType) && ActivationServices.GetKeyedService<IGrainExtension>(componentType) is { } extension)
        {
            return SetComponent(componentType, extension);
        }

        return null;
    }

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class => SetComponent(typeof(TComponent), value);

    public TExtensionInterface GetExtension<TExtensionInterface>()
        where TExtensionInterface : class, IGrainExtension =>
        GetComponent(typeof(TExtensionInterface)) as TExtensionInterface ??
        throw new GrainExtensionNotInstalledException($"Grain {GrainId} has no extension {typeof(TExtensionInterface)}.");

    public (TExtension, TExtensionInterface) GetOrSetExtension<TExtension, TExtensionInterface>(Func<TExtension> newExtensionFunc)
        where TExtension : class, TExtensionInterface
        where TExtensionInterface : class, IGrainExtension
    {
        var extension = GetComponent(typeof(TExtensionInterface)) as TExtension ?? (TExtension)SetComponent(typeof(TExtensionInterface), newExtensionFunc())!;
        return (extension, GrainReference.Cast<TExtensionInterface>());
    }

    public void ReceiveMessage(object message) => Receive((Call)message);

    public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default) => Life.Begin();

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) => Life.Finish(deactivationReason);

    public void OnEnterReentrantSection(Guid reentrancyId)
    {
        lock (_turns.SyncRoot)
        {
            _gate.OpenSection(reentrancyId);
        }
    }

    public void OnExitReentrantSection(Guid reentrancyId)
    {
        lock (_turns.SyncRoot)
        {
            _gate.CloseSection(reentrancyId);
        }
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => $"{GrainId}{ActivationId} ({Class.Type.Name}, {State})";

    // While it drains, calls that re-enter a chain inside still come in: the chain could not end without them.
    private bool CanRun(Call call) =>
        State == ActivationState.Valid || (State == ActivationState.Draining && _gate.IsReentrant(call));

    private object? SetComponent(Type type, object? value)
    {
        lock (_turns.SyncRoot)
        {
            (_components ??= [])[type] = value;
        }

        return value;
    }

    private async void FinishLater(Call call, ValueTask<Response> pending, long started)
    {
        Response response;
        try
        {
            response = await pending;
        }
        catch (Exception error)
        {
            response = Response.FromException(error);
        }

        Finish(call, response, started);
    }

    private void Finish(Call call, Response response, long started)
    {
        _silo.Metrics.Called(Class, call, response, started);
        if (response.Exception is { } error)
        {
            Life.AfterError(call, error);
        }

        // The gate opens before the caller hears: its next call must not find this one still inside.
        Leave(call);
        call.Complete(response);
    }

    private void Leave(Call call)
    {
        if (call.IsUse)
        {
            LastUsed = _silo.Clock.Now;
        }

        bool drained;
        lock (_turns.SyncRoot)
        {
            _gate.Leave(call);
            drained = State == ActivationState.Draining && _gate.Running == 0;
        }

        if (drained)
        {
            Life.Drained();
        }
        else
        {
            Admit();
        }
    }

    private void Admit()
    {
        var schedule = false;
        lock (_turns.SyncRoot)
        {
            while (State == ActivationState.Valid && _gate.Waiting > 0 && _gate.NextReady() is { } next)
            {
                schedule |= _turns.Enqueue(next);
            }
        }

        if (schedule)
        {
            _turns.Schedule();
        }
    }
}
