namespace Mail.Storage.Audit;

/// <summary>A kept event.</summary>
/// <param name="Id">Ascending.</param>
/// <param name="Event">What was written.</param>
public readonly record struct AuditRow(long Id, AuditEvent Event);
