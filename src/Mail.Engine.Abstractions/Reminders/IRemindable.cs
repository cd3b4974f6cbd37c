using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain with reminders: timers that outlive its activations and its silo.</summary>
public interface IRemindable : IGrain
{
    Task ReceiveReminder(string reminderName, TickStatus status);
}
