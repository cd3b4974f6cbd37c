using Mail.Contracts.Tenants;
using Mail.Storage.Domains;

namespace Mail.Grains.Domain;

/// <summary>Rows of domains as callers see them.</summary>
internal static class DomainViews
{
    public static DomainSettings Settings(DomainRow row) => new(row.Tenant, row.CatchAll, row.TagDelimiter);
}
