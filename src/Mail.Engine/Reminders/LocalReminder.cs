using Mail.Engine.Invocation;
using Orleans;
using Orleans.Runtime;

namespace Mail.Engine.Reminders;

/// <summary>One reminder that this silo ticks.</summary>
internal sealed class LocalReminder : IDisposable
{
    // Timers cannot wait longer than 49 days; a reminder that must wakes up in between.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly ReminderEntry _entry;
    private readonly GrainReference _target;
    private readonly TimeProvider _time;
    private readonly Action<ReminderEntry, Exception> _onError;
    private readonly ITimer _timer;
    private DateTime _due;
    private volatile bool _disposed;

    public LocalReminder(ReminderEntry entry, GrainReference target, TimeProvider time, Action<ReminderEntry, Exception> onError)
    {
        _entry = entry;
        _target = target;
        _time = time;
        _onError = onError;
        _due = ReminderTicks.Next(entry.StartAt, entry.Period, Now);
        _timer = time.CreateTimer(static state => ((LocalReminder)state!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Arm();
    }

    public string ETag => _entry.ETag;

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    public void Dispose()
    {
        _disposed = true;
        _timer.Dispose();
    }

    private void Arm()
    {
        var wait = _due - Now;
        if (!_disposed)
        {
            _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait, Timeout.InfiniteTimeSpan);
        }
    }

    private async void Wake()
    {
        if (_due > Now)
        {
            Arm();
            return;
        }

        try
        {
            var status = new TickStatus(_entry.StartAt, _entry.Period, _due);
            await _target.SendAsync<bool>(new LocalRequest<IRemindable, bool>(nameof(IRemindable.ReceiveReminder), async grain =>
            {
                await grain.ReceiveReminder(_entry.ReminderName, status);
                return true;
            }));
        }
        catch (Exception error)
        {
            _onError(_entry, error);
        }

        _due = ReminderTicks.Next(_due + _entry.Period, _entry.Period, Now);
        Arm();
    }
}
