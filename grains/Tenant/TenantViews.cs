using Mail.Contracts.Tenants;
using Mail.Storage.Tenants;

namespace Mail.Grains.Tenant;

/// <summary>Rows of tenants as callers see them.</summary>
internal static class TenantViews
{
    public static TenantInfo Of(TenantRow row) => new(row.Id, row.DisplayName, row.Domains);
}
