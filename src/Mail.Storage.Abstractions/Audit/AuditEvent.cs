namespace Mail.Storage.Audit;

/// <summary>Who changed what (OPS-5).</summary>
/// <param name="At">UTC.</param>
/// <param name="Tenant">Whose thing it was; null: the system's.</param>
/// <param name="Actor">Who did it, such as <c>key:ID</c> or an address.</param>
/// <param name="Action">What was done, such as <c>createUser</c>.</param>
/// <param name="Subject">The resource.</param>
/// <param name="Address">Network address of the peer, or null.</param>
/// <param name="CorrelationId">Ties together what one cause set off, or null.</param>
/// <param name="Detail">Outcome and circumstances, for people; at most 4,000 characters are kept.</param>
public sealed record AuditEvent(
    DateTimeOffset At,
    string? Tenant,
    string Actor,
    string Action,
    string Subject,
    string? Address,
    string? CorrelationId,
    string? Detail);
