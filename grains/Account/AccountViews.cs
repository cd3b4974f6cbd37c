using Mail.Contracts.Accounts;
using Mail.Domain.Auth;
using Mail.Storage.Accounts;

namespace Mail.Grains.Account;

/// <summary>Rows of accounts as callers see them.</summary>
internal static class AccountViews
{
    public static AccountInfo Of(AccountRow row) => new(row.Id, row.Tenant, row.Address, row.DisplayName, !row.Disabled, row.Quota, row.CopyToSent);

    public static AppPassword Of(AppPasswordRow row) => new(row.Id, row.Name, row.CreatedAt, Of(row.Verifier));

    public static ScramVerifier Of(ScramCredentials stored) => new(stored.Salt, stored.Iterations, stored.StoredKey, stored.ServerKey);

    /// <exception cref="ArgumentException">A length or the count of iterations is out of its bounds.</exception>
    public static ScramCredentials Stored(ScramVerifier verifier) => new(verifier.Salt, verifier.Iterations, verifier.StoredKey, verifier.ServerKey);
}
