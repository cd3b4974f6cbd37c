using Mail.Gateway.Http.Queues;
using Mail.Silo.Streams;
using Mail.Storage.Queue;

namespace Mail.Silo.Api;

/// <summary>The API's look into outbox and outbound queue.</summary>
internal sealed class QueueInspection(IOutbox outbox, IOutboundQueue outbound) : IQueueInspection
{
    public async ValueTask<IReadOnlyList<(string Name, long Waiting, long Dead)>> ReadStreamsAsync()
    {
        var depths = await outbox.ReadDepthsAsync(CancellationToken.None);
        var empty = OutboxStreams.All.Except(depths.Select(d => d.Stream)).Select(s => new StreamDepth(s, 0, 0));
        return depths.Concat(empty).OrderBy(d => d.Stream, StringComparer.Ordinal).Select(d => (d.Stream, d.Waiting, d.Dead)).ToList();
    }

    public async ValueTask<IReadOnlyList<(long Id, string Key, string Error, DateTimeOffset At, int Size)>> ReadDeadLettersAsync(
        string stream, long afterId, int most) =>
        (await outbox.ReadDeadLettersAsync(stream, afterId, most, CancellationToken.None))
            .Select(l => (l.Id, l.Event.Key, l.Error, l.At, l.Event.Payload.Length)).ToList();

    public ValueTask<bool> ReplayAsync(string stream, long id) => outbox.ReplayAsync(stream, id, CancellationToken.None);

    public ValueTask<bool> DropAsync(string stream, long id) => outbox.DropAsync(stream, id, CancellationToken.None);

    public async ValueTask<long> CountOutboundAsync() => (await outbound.ReadDepthsAsync(CancellationToken.None)).Sum(d => d.Recipients);

    public async ValueTask<IReadOnlyList<OutboundItem>> ReadOutboundAsync(bool ended, long afterId, int most)
    {
        if (ended)
        {
            return (await outbound.ListAsync(null, afterId, most, CancellationToken.None)).Select(Item).ToList();
        }

        var waiting = await outbound.ListAsync(OutboundState.Waiting, afterId, most, CancellationToken.None);
        var held = await outbound.ListAsync(OutboundState.Held, afterId, most, CancellationToken.None);
        return waiting.Concat(held).OrderBy(r => r.Id).Take(most).Select(Item).ToList();
    }

    public ValueTask<bool> ChangeOutboundAsync(long id, OutboundChange change) => change switch
    {
        OutboundChange.Hold => outbound.HoldAsync(id, CancellationToken.None),
        OutboundChange.Release => outbound.ReleaseAsync(id, CancellationToken.None),
        _ => outbound.DeleteAsync(id, CancellationToken.None),
    };

    private static OutboundItem Item(QueuedDelivery row) => new(
        row.Id, row.Delivery.Ingest.ToString(), row.Delivery.MailFrom, row.Delivery.Recipient, row.State.ToString().ToLowerInvariant(), row.Attempts, row.DueAt,
        row.LastReply);
}
