using Mail.Engine.Activation;
using Mail.Engine.Invocation;
using Orleans.CodeGeneration;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Mail.Engine.Timers;

/// <summary>A timer of one activation. A tick enters the gate like a call; the next is due a period after its end.</summary>
internal sealed class GrainTimer(GrainActivation activation, SiloRuntime silo, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) : IGrainTimer
{
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private TimeSpan _period = Valid(options.Period, nameof(options.Period));
    private bool _ticking;
    private bool _changed;
    private bool _disposed;

    public void Start(TimeProvider time)
    {
        _timer = time.CreateTimer(static state => ((GrainTimer)state!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(Valid(options.DueTime, nameof(options.DueTime)), Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _period = Valid(period, nameof(period));
            _changed = true;
            if (!_disposed)
            {
                _timer!.Change(Valid(dueTime, nameof(dueTime)), Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        _timer?.Dispose();
        activation.Life.RemoveTimer(this);
    }

    private static TimeSpan Valid(TimeSpan span, string name) =>
        span >= TimeSpan.Zero || span == Timeout.InfiniteTimeSpan ? span : throw new ArgumentOutOfRangeException(name, span, "A timer's time must not be negative.");

    private void Due()
    {
        lock (_lock)
        {
            if (_disposed || _ticking)
            {
                return;
            }

            _ticking = true;
            _changed = false;
        }

        activation.Receive(new Tick(this, options.Interleave ? InvokeMethodOptions.AlwaysInterleave : InvokeMethodOptions.None) { Activation = activation });
    }

    private async ValueTask<Response> RunTick()
    {
        try
        {
            if (!_disposed)
            {
                await callback(activation.Life.Ending);
            }
        }
        catch (Exception error) when (error is not Orleans.Storage.InconsistentStateException)
        {
            silo.Log.TimerFailed(activation.GrainId, error);
        }
        finally
        {
            Ticked();
        }

        return Response.Completed;
    }

    private void Ticked()
    {
        lock (_lock)
        {
            _ticking = false;
            if (!_disposed && !_changed && _period != Timeout.InfiniteTimeSpan)
            {
                _timer!.Change(_period, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private sealed class Tick(GrainTimer timer, InvokeMethodOptions options) : Call(null, null!, options | InvokeMethodOptions.OneWay)
    {
        public override bool IsFiltered => false;

        public override bool IsUse => timer.KeepsAlive;

        public override void Bind(ITargetHolder holder)
        {
        }

        public override ValueTask<Response> Invoke() => timer.RunTick();

        public override string ToString() => $"timer of {timer.GrainId}";

        protected override void SetOutcome(Response response)
        {
        }
    }

    private GrainId GrainId => activation.GrainId;

    private bool KeepsAlive => options.KeepAlive;
}
