namespace Mail.Gateway.Http.Audit;

/// <summary>The durable record of changes. The host supplies it.</summary>
public interface IAuditTrail
{
    /// <summary>Returns once the entry is durable.</summary>
    ValueTask AppendAsync(AuditEntry entry);

    /// <summary>Newest first: entries with ids below <paramref name="beforeId"/>, of one tenant (null: all), at most <paramref name="most"/>.</summary>
    ValueTask<IReadOnlyList<AuditEntry>> ReadAsync(string? tenant, long beforeId, int most);
}
