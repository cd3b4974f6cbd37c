using Mail.Contracts.Keys;
using Mail.Storage.Keys;

namespace Mail.Grains.Keys;

/// <summary>Rows of API keys as callers see them: without the hash.</summary>
internal static class ApiKeyViews
{
    public static ApiKeyInfo Of(ApiKeyRow row) => new(row.Id, row.Name, row.Tenant, row.CreatedAt);
}
