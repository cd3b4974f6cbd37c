using Mail.Engine.Scheduling;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Mail.Engine.Invocation;

/// <summary>One observer object: its calls run one after the other, outside grains.</summary>
internal sealed partial class ObserverTarget(object observer, IWorkScheduler work, ILogger log) : CallTarget, ITargetHolder
{
    private const int MostWaiting = 10_000;
    private readonly WeakReference<object> _observer = new(observer);
    private readonly Queue<Call> _waiting = new();
    private readonly TurnScheduler _turns = new(work, null);
    private bool _running;
    private volatile bool _retired;

    public override bool IsCurrent => !_retired;

    public void Retire() => _retired = true;

    public object? GetTarget() => _observer.TryGetTarget(out var target) ? target : null;

    public object? GetComponent(Type componentType) => null;

    public override void Receive(Call call)
    {
        lock (_waiting)
        {
            if (_waiting.Count >= MostWaiting)
            {
                call.Fail(new LimitExceededException($"An observer has {MostWaiting} calls waiting, which is the limit."));
                return;
            }

            _waiting.Enqueue(call);
            if (_running)
            {
                return;
            }

            _running = true;
        }

        _turns.QueueAction(static state => _ = ((ObserverTarget)state).RunAll(), this);
    }

    private async Task RunAll()
    {
        while (Next() is { } call)
        {
            RequestContext.Snapshot = call.Context;
            Response response;
            try
            {
                response = _retired || GetTarget() is null
                    ? Response.FromException(new OrleansMessageRejectionException("The observer is gone."))
                    : await Invoke(call);
            }
            catch (Exception error)
            {
                response = Response.FromException(error);
            }

            if (response.Exception is { } failure && call.IsOneWay)
            {
                Failed(log, call.ToString(), failure);
            }

            call.Complete(response);
        }
    }

    private ValueTask<Response> Invoke(Call call)
    {
        call.Bind(this);
        return call.Invoke();
    }

    private Call? Next()
    {
        lock (_waiting)
        {
            if (_waiting.TryDequeue(out var call))
            {
                return call;
            }

            _running = false;
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "One-way call {Call} to an observer failed.")]
    private static partial void Failed(ILogger log, string call, Exception error);
}
