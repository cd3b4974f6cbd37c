using System.Collections.Concurrent;
using Mail.Engine.Placement;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Timers;

namespace Mail.Engine.Reminders;

/// <summary>Registers reminders in the table and ticks those of this silo, which is all of them while it is alone.</summary>
internal sealed partial class LocalReminderService(
    IReminderTable table,
    ReferenceFactory references,
    TimeProvider time,
    IOptions<ReminderOptions> options,
    ILogger<LocalReminderService> log) : IReminderRegistry, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly ConcurrentDictionary<(GrainId, string), LocalReminder> _reminders = new();
    private ITimer? _refresh;

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe<LocalReminderService>(ServiceLifecycleStage.RuntimeGrainServices, token => table.StartAsync(token).WaitAsync(options.Value.InitializationTimeout, time, token), table.StopAsync);
        lifecycle.Subscribe<LocalReminderService>(ServiceLifecycleStage.BecomeActive, Start, Stop);
    }

    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        var least = options.Value.MinimumReminderPeriod;
        if (period < least)
        {
            throw new ArgumentException($"Reminder \"{reminderName}\" asks for a period of {period}; the least is {least} (ReminderOptions.MinimumReminderPeriod).", nameof(period));
        }

        var entry = new ReminderEntry { GrainId = callingGrainId, ReminderName = reminderName, StartAt = time.GetUtcNow().UtcDateTime + dueTime, Period = period };
        entry.ETag = await table.UpsertRow(entry);
        Tick(entry);
        return new Reminder(entry);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        if (!await table.RemoveRow(callingGrainId, reminder.ReminderName, ((Reminder)reminder).ETag))
        {
            throw new ReminderException($"Reminder \"{reminder.ReminderName}\" of {callingGrainId} is gone or was changed since it was read.");
        }

        Forget((callingGrainId, reminder.ReminderName));
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        await table.ReadRow(callingGrainId, reminderName) is { } entry ? new Reminder(entry) : null;

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        (await table.ReadRows(callingGrainId)).Reminders.Select(IGrainReminder (r) => new Reminder(r)).ToList();

    private async Task Start(CancellationToken cancellationToken)
    {
        await Refresh();
        var period = options.Value.RefreshReminderListPeriod;
        _refresh = time.CreateTimer(static async state => await ((LocalReminderService)state!).RefreshOrLog(), this, period, period);
    }

    private Task Stop(CancellationToken cancellationToken)
    {
        _refresh?.Dispose();
        foreach (var key in _reminders.Keys)
        {
            Forget(key);
        }

        return Task.CompletedTask;
    }

    private async Task RefreshOrLog()
    {
        try
        {
            await Refresh();
        }
        catch (Exception error)
        {
            RefreshFailed(log, error);
        }
    }

    // Equal ends: the whole ring.
    private async Task Refresh()
    {
        var rows = (await table.ReadRows(0, 0)).Reminders;
        foreach (var row in rows)
        {
            if (!_reminders.TryGetValue((row.GrainId, row.ReminderName), out var known) || known.ETag != row.ETag)
            {
                Tick(row);
            }
        }

        foreach (var key in _reminders.Keys.Except(rows.Select(r => (r.GrainId, r.ReminderName))))
        {
            Forget(key);
        }
    }

    private void Tick(ReminderEntry entry)
    {
        var next = new LocalReminder(entry, references.Create(entry.GrainId), time, (e, error) => TickFailed(log, e.ReminderName, e.GrainId, error));
        LocalReminder? before = null;
        _reminders.AddOrUpdate((entry.GrainId, entry.ReminderName), next, (_, old) =>
        {
            before = old;
            return next;
        });
        before?.Dispose();
    }

    private void Forget((GrainId, string) key)
    {
        if (_reminders.TryRemove(key, out var reminder))
        {
            reminder.Dispose();
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Tick of reminder {Name} of grain {GrainId} failed.")]
    private static partial void TickFailed(ILogger log, string name, GrainId grainId, Exception error);

    [LoggerMessage(2, LogLevel.Error, "The reminder table could not be read.")]
    private static partial void RefreshFailed(ILogger log, Exception error);

    private sealed class Reminder(ReminderEntry entry) : IGrainReminder
    {
        public string ReminderName => entry.ReminderName;

        public string ETag => entry.ETag;
    }
}
