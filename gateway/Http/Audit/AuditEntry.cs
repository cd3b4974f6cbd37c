namespace Mail.Gateway.Http.Audit;

/// <summary>Who changed what.</summary>
/// <param name="Id">Ascending; 0 for one that is not kept yet.</param>
/// <param name="At">UTC.</param>
/// <param name="Tenant">Whose thing it was; null: the system's.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Action">The operation.</param>
/// <param name="Subject">The resource.</param>
/// <param name="Address">Of the peer.</param>
/// <param name="CorrelationId">Ties together what one cause set off.</param>
/// <param name="Detail">How it ended.</param>
public sealed record AuditEntry(
    long Id, DateTimeOffset At, string? Tenant, string Actor, string Action, string Subject, string? Address, string? CorrelationId, string? Detail);
