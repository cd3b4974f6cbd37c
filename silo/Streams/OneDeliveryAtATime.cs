using Orleans.Runtime.Providers;

namespace Mail.Silo.Streams;

/// <summary>
/// Ends the agent's own repetition after each failure: it counts by time, blocks a stream meanwhile and also counts what no consumer
/// refused. The cursor repeats instead (<see cref="OutboxCursor"/>).
/// </summary>
internal sealed class OneDeliveryAtATime : IMessageDeliveryBackoffProvider
{
    public TimeSpan Next(int attempt) => throw new OperationCanceledException("The queue's cursor decides when the event is delivered again.");
}
