using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Tenants;

/// <summary>How a domain receives mail.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="CatchAll">Receives what no other address takes; null: refuse unknown users.</param>
/// <param name="TagDelimiter">The first of these splits <c>user+tag</c>; null: no tags. Default <c>+</c>.</param>
[GenerateSerializer, Immutable, Alias("mail.domain-settings")]
public sealed record DomainSettings(
    [property: Id(0)] TenantId Tenant,
    [property: Id(1)] EmailAddress? CatchAll,
    [property: Id(2)] char? TagDelimiter);
