using Mail.Storage.Queue;
using Orleans.Streams;

namespace Mail.Silo.Streams;

/// <summary>
/// Reads one stream namespace of the outbox. Goes forward through the rows and begins anew once all it handed out has come back, so a
/// row that was committed late, under a lower id, is found, too.
/// </summary>
internal sealed class OutboxReceiver(IOutbox outbox, string stream) : IQueueAdapterReceiver
{
    private readonly HashSet<long> _out = [];
    private long _after;

    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount)
    {
        var rows = await outbox.ReadAsync(stream, _after, maxCount, CancellationToken.None);
        if (rows.IsEmpty)
        {
            _after = _out.Count == 0 ? 0 : _after;
            return [];
        }

        _after = rows[^1].Id;
        return [.. rows.Where(r => _out.Add(r.Id)).Select(r => new OutboxBatch(r))];
    }

    public async Task MessagesDeliveredAsync(IList<IBatchContainer> messages)
    {
        var ids = messages.OfType<OutboxBatch>().Select(b => b.Id).ToList();
        await outbox.AcknowledgeAsync(stream, [.. ids], CancellationToken.None);
        ids.ForEach(id => _out.Remove(id));
    }

    public Task Shutdown(TimeSpan timeout) => Task.CompletedTask;
}
