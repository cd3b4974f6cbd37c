using System.Collections.Immutable;

namespace Mail.Storage.GrainState;

/// <summary>Reminders that survive the process.</summary>
public interface IReminderStore
{
    ValueTask<ReminderRow?> FindAsync(string grainId, string name, CancellationToken cancellation);

    ValueTask<ImmutableArray<ReminderRow>> ReadOfGrainAsync(string grainId, CancellationToken cancellation);

    /// <summary>Rows with first &lt; hash ≤ last; where first ≥ last the range wraps around zero (equal bounds: all).</summary>
    ValueTask<ImmutableArray<ReminderRow>> ReadRangeAsync(uint first, uint last, CancellationToken cancellation);

    /// <summary>Inserts or replaces.</summary>
    /// <returns>The new version.</returns>
    ValueTask<string> UpsertAsync(ReminderRow row, CancellationToken cancellation);

    /// <returns>False if the row is gone or has another version.</returns>
    ValueTask<bool> RemoveAsync(string grainId, string name, string etag, CancellationToken cancellation);
}
