using System.ComponentModel;

namespace Mail.Gateway.Http.Audit;

[Description("One change, or an attempt at one.")]
internal sealed record AuditDocument(
    [property: Description("Ascending.")] long Id,
    [property: Description("When, UTC.")] DateTimeOffset At,
    [property: Description("Who: `key:ID` or `user:ADDRESS`.")] string Actor,
    [property: Description("The operation, as its `operationId`.")] string Action,
    [property: Description("Path of the resource.")] string Subject,
    [property: Description("The tenant that owns it; absent: the system.")] string? Tenant = null,
    [property: Description("Network address of the caller.")] string? Address = null,
    [property: Description("The request's X-Correlation-Id.")] string? CorrelationId = null,
    [property: Description("The HTTP status, or the code of the refusal.")] string? Outcome = null);
