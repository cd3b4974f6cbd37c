using Mail.Contracts.Accounts;
using Mail.Contracts.Directory;
using Mail.Domain.Auth;
using Mail.Domain.Identity;
using Orleans;

namespace Mail.Gateway.Auth;

/// <summary>Finds the account that a login name stands for and what its password is checked against.</summary>
public sealed class AccountLookup(IGrainFactory grains)
{
    /// <summary>
    /// The account of an address, aliases followed; null if there is none, it is disabled, or the address is not one account's.
    /// </summary>
    /// <param name="userName">The address as the client gave it.</param>
    public async Task<LoginAccount?> FindAsync(string userName)
    {
        if (!EmailAddress.TryParse(userName.Trim(), out var address))
        {
            return null;
        }

        var resolution = await grains.GetGrain<IDirectoryGrain>(address.Domain.Value).ResolveAsync(address.LocalPart).ConfigureAwait(false);
        if (resolution.Kind != ResolutionKind.Found || resolution.Accounts.Length != 1 || !resolution.Elsewhere.IsEmpty)
        {
            return null;
        }

        var account = resolution.Accounts[0];
        var credentials = await grains.GetGrain<IAccountGrain>(account.Value).GetCredentialsAsync().ConfigureAwait(false);
        return credentials is null
            ? null
            : new LoginAccount(account, address, Read(credentials.Password)) { AppPasswords = [.. credentials.AppPasswords.Select(Read)], Tenant = credentials.Tenant };
    }

    private static ScramCredentials Read(ScramVerifier verifier) =>
        new(verifier.Salt, verifier.Iterations, verifier.StoredKey, verifier.ServerKey);
}
