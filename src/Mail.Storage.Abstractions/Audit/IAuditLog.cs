using System.Collections.Immutable;

namespace Mail.Storage.Audit;

/// <summary>The record of changes. Rows are only added. Methods throw <see cref="StoreUnavailableException"/> when the store does not answer.</summary>
public interface IAuditLog
{
    /// <summary>Returns once the event is durable.</summary>
    ValueTask AppendAsync(AuditEvent happened, CancellationToken cancellation);

    /// <summary>Newest first: rows with ids below <paramref name="beforeId"/>, of one tenant (null: all), at most <paramref name="most"/>.</summary>
    ValueTask<ImmutableArray<AuditRow>> ReadAsync(string? tenant, long beforeId, int most, CancellationToken cancellation);
}
