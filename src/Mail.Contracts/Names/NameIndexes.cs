using Mail.Domain.Identity;

namespace Mail.Contracts.Names;

/// <summary>Keys of the name indexes.</summary>
public static class NameIndexes
{
    /// <summary>All tenants.</summary>
    public const string Tenants = "tenants";

    /// <summary>Ids of the API keys of a tenant; null: those of the system.</summary>
    public static string ApiKeys(TenantId? tenant) => tenant is { } scoped ? "api-keys:" + scoped.Value : "api-keys";
}
