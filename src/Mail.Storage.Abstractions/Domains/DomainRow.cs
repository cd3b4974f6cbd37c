using Mail.Domain.Identity;

namespace Mail.Storage.Domains;

/// <summary>A served domain.</summary>
/// <param name="Name">Unique in the whole system.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="CatchAll">Receives what no other address takes; null: nobody does.</param>
/// <param name="TagDelimiter">Splits <c>user+tag</c>; null: no tags.</param>
public sealed record DomainRow(DomainName Name, TenantId Tenant, EmailAddress? CatchAll, char? TagDelimiter);
