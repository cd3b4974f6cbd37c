namespace Mail.Gateway.Http.Queues;

/// <summary>A look into the durable queues. The host supplies it.</summary>
public interface IQueueInspection
{
    /// <summary>The streams of this server, and others that hold anything: name, events that wait, dead letters.</summary>
    ValueTask<IReadOnlyList<(string Name, long Waiting, long Dead)>> ReadStreamsAsync();

    /// <summary>Dead letters of a stream with ids above <paramref name="afterId"/>, ascending.</summary>
    ValueTask<IReadOnlyList<(long Id, string Key, string Error, DateTimeOffset At, int Size)>> ReadDeadLettersAsync(string stream, long afterId, int most);

    /// <summary>Puts a dead letter back at the end of its stream. False if there is none.</summary>
    ValueTask<bool> ReplayAsync(string stream, long id);

    /// <summary>Forgets a dead letter. False if there is none.</summary>
    ValueTask<bool> DropAsync(string stream, long id);

    /// <summary>How many recipients on other servers wait for an attempt or are held.</summary>
    ValueTask<long> CountOutboundAsync();

    /// <summary>Recipients on other servers with ids above <paramref name="afterId"/>, ascending; those that ended only if asked for.</summary>
    ValueTask<IReadOnlyList<OutboundItem>> ReadOutboundAsync(bool ended, long afterId, int most);

    /// <summary>Stops, frees or gives up a recipient; false if it is not in a state for that.</summary>
    ValueTask<bool> ChangeOutboundAsync(long id, OutboundChange change);
}
