using System.Collections.Immutable;

namespace Mail.Storage.Queue;

/// <summary>
/// Mail to other servers, one row for each recipient. A row is claimed until a deadline, tried, and settled; a claim that nobody
/// settles ends by itself, so a crash repeats an attempt and loses none. One that failed and whose sender could not be told stays, for the
/// report alone. Rows that ended stay as <see cref="OutboundState.Sent"/> and
/// so on until they are purged: a message that is added again does nothing. Every method throws <see cref="StoreUnavailableException"/>.
/// </summary>
public interface IOutboundQueue
{
    /// <summary>Adds rows, due at once; those that are there already (message and recipient) stay as they are.</summary>
    ValueTask AddAsync(ImmutableArray<OutboundDelivery> deliveries, CancellationToken cancellation);

    /// <summary>Domains with rows that are due, the longest waiting first, at most <paramref name="most"/>.</summary>
    ValueTask<ImmutableArray<string>> ReadDueDomainsAsync(int most, CancellationToken cancellation);

    /// <summary>Claims rows that are due.</summary>
    /// <param name="domain">Of this domain only; null: of any.</param>
    /// <param name="most">1 to 1,000.</param>
    /// <param name="lease">How long they are nobody else's.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<OutboundClaim> ClaimAsync(string? domain, int most, TimeSpan lease, CancellationToken cancellation);

    /// <summary>Moves the deadline of what is left of a claim to <paramref name="lease"/> from now.</summary>
    ValueTask RenewAsync(Guid token, TimeSpan lease, CancellationToken cancellation);

    /// <summary>Records outcomes in one commit; those of rows that the claim has lost are passed over, but for <see cref="OutboundOutcome.Sent"/>.</summary>
    ValueTask SettleAsync(Guid token, ImmutableArray<OutboundOutcome> outcomes, CancellationToken cancellation);

    /// <summary>When the next row is due (which may be in the past); null if none waits.</summary>
    ValueTask<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellation);

    /// <summary>How many rows wait or are held, and how old they are; a state without rows is left out.</summary>
    ValueTask<ImmutableArray<OutboundDepth>> ReadDepthsAsync(CancellationToken cancellation);

    /// <summary>Completes when rows may have become due by an addition or release, or after a while. Spurious wake-ups are allowed.</summary>
    ValueTask WaitAsync(CancellationToken cancellation);

    /// <summary>Rows with ids above <paramref name="afterId"/>, ascending, at most <paramref name="most"/>; of one state or all.</summary>
    ValueTask<ImmutableArray<QueuedDelivery>> ListAsync(OutboundState? state, long afterId, int most, CancellationToken cancellation);

    /// <summary>Stops a waiting row. False if it waits no more. An attempt under way is not called back; its success is still recorded.</summary>
    ValueTask<bool> HoldAsync(long id, CancellationToken cancellation);

    /// <summary>Makes a held or waiting row due now; one that was held while it is under way, when that attempt ends. False if it is neither.</summary>
    ValueTask<bool> ReleaseAsync(long id, CancellationToken cancellation);

    /// <summary>Gives a held or waiting row up, without a report. False if it is neither. Of an attempt under way a success is still recorded.</summary>
    ValueTask<bool> DeleteAsync(long id, CancellationToken cancellation);

    /// <summary>Forgets rows that ended before a time; their messages must not be added again. Returns how many, at most <paramref name="most"/>.</summary>
    ValueTask<int> PurgeAsync(DateTimeOffset before, int most, CancellationToken cancellation);
}
