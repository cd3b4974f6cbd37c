using System.Collections.Concurrent;
using System.Threading.Channels;
using Orleans;
using Orleans.Runtime;

namespace Engine.Tests.Grains;

public interface IClockGrain : IGrainWithStringKey
{
    Task StartTimer(bool interleave);

    Task Hold(string gate);

    Task Settle();

    Task End();

    Task Remind(string name, TimeSpan due, TimeSpan period);

    Task Forget(string name);

    Task<List<string>> Reminders();
}

public class ClockGrain : Grain, IClockGrain, IRemindable
{
    private static readonly ConcurrentDictionary<string, Channel<string>> Ticks = new();

    public static async Task<string> Next(string key) => await Of(key).Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public static bool HasNext(string key) => Of(key).Reader.TryPeek(out _);

    public Task StartTimer(bool interleave)
    {
        this.RegisterGrainTimer(
            static (grain, _) => grain.Note("timer"),
            this,
            new GrainTimerCreationOptions(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task Hold(string gate) => Gates.Of(gate).Pass();

    public Task Settle() => Task.CompletedTask;

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Remind(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task Forget(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<List<string>> Reminders() => (await this.GetReminders()).Select(r => r.ReminderName).ToList();

    public Task ReceiveReminder(string reminderName, TickStatus status) =>
        Note($"{reminderName} {(status.CurrentTickTime - status.FirstTickTime).TotalMinutes}");

    private static Channel<string> Of(string key) => Ticks.GetOrAdd(key, _ => Channel.CreateUnbounded<string>());

    private Task Note(string what) => Of(this.GetPrimaryKeyString()).Writer.WriteAsync(what).AsTask();
}
