using Mail.Engine.Activation;
using Mail.Engine.Scheduling;
using Orleans.CodeGeneration;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Mail.Engine.Invocation;

/// <summary>
/// One call on its way: request, sender, context, and what the gate and the timeout sweeper keep with it. It is the turn that runs it too,
/// so that a call in the silo needs no further object.
/// </summary>
internal abstract class Call : Turn
{
    private int _completed;

    protected Call(GrainReference? reference, IInvokable request, InvokeMethodOptions options)
    {
        Reference = reference;
        Request = request;
        Options = options;
    }

    public GrainReference? Reference { get; private set; }

    public IInvokable Request { get; private set; }

    public InvokeMethodOptions Options { get; private set; }

    public IGrainContext? Sender { get; set; }

    public RequestContextValues? Context { get; set; }

    /// <summary>The activation that runs it; set when it enters the gate.</summary>
    public GrainActivation? Activation { get; set; }

    /// <summary>How it entered the gate.</summary>
    public GateKind Kind { get; set; }

    /// <summary>True when something may hold it after its answer.</summary>
    public bool IsKept { get; set; }

    /// <summary>How often it was sent on because its activation had ended.</summary>
    public byte Forwards { get; set; }

    /// <summary>Next in the gate's queue.</summary>
    public Call? NextWaiting { get; set; }

    /// <summary>Timestamp after which the caller has its timeout; 0 while not swept.</summary>
    public long Deadline { get; set; }

    public TimeSpan Timeout { get; set; }

    public InFlightCalls.Shard? Shard { get; set; }

    public Call? PreviousInFlight { get; set; }

    public Call? NextInFlight { get; set; }

    public GrainId TargetId => Reference?.GrainId ?? Activation!.GrainId;

    public bool IsOneWay => (Options & InvokeMethodOptions.OneWay) != 0;

    public bool IsReadOnly => (Options & InvokeMethodOptions.ReadOnly) != 0;

    public bool AlwaysInterleaves => (Options & InvokeMethodOptions.AlwaysInterleave) != 0;

    public Guid ReentrancyId => Context?.ReentrancyId ?? default;

    public bool IsCompleted => Volatile.Read(ref _completed) != 0;

    public sealed override void Run() => Activation!.RunCall(this);

    /// <summary>False for calls that filters do not see.</summary>
    public virtual bool IsFiltered => true;

    /// <summary>True when it keeps its activation from being idle.</summary>
    public virtual bool IsUse => true;

    public virtual void Bind(ITargetHolder holder) => Request.SetTarget(holder);

    public virtual ValueTask<Response> Invoke() => Request.Invoke();

    /// <summary>Answers the caller. The first answer counts; a response after the timeout is dropped.</summary>
    public bool Complete(Response response)
    {
        if (Interlocked.Exchange(ref _completed, 1) != 0)
        {
            return false;
        }

        Shard?.Remove(this);
        SetOutcome(response);
        return true;
    }

    /// <summary>Makes a call that was answered at once, and that nobody holds any more, another.</summary>
    protected void Reset(GrainReference? reference, IInvokable request, InvokeMethodOptions options)
    {
        Reference = reference;
        Request = request;
        Options = options;
        Sender = null;
        Context = null;
        Activation = null;
        Forwards = 0;
        _completed = 0;
    }

    public void Fail(Exception error) => Complete(Response.FromException(error));

    protected abstract void SetOutcome(Response response);

    public override string ToString() => $"{Request} to {TargetId}{(Sender is null ? "" : $" from {Sender.GrainId}")}";
}
