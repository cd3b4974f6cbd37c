using Mail.Contracts.Accounts;
using Mail.Contracts.Directory;
using Mail.Contracts.Errors;
using Mail.Domain.Auth;
using Mail.Domain.Identity;
using Orleans;

namespace Mail.Gateway.Auth;

/// <summary>Finds the account that a login name stands for and what its password is checked against.</summary>
public sealed class AccountLookup(IGrainFactory grains, LoginThrottle throttle)
{
    /// <summary>
    /// The account whose address this is, or which this alias alone leads to; null if there is none or it is disabled. The throttle learns
    /// whose failures those under this name are.
    /// </summary>
    /// <param name="userName">The address as the client gave it.</param>
    public async Task<LoginAccount?> FindAsync(string userName)
    {
        if (!EmailAddress.TryParse(userName.Trim(), out var address))
        {
            return null;
        }

        var owner = await OwnerAsync(address).ConfigureAwait(false);
        throttle.StandsFor(userName, owner);
        return owner is { } account && await CredentialsAsync(account).ConfigureAwait(false) is { } credentials
            ? new LoginAccount(account, address, Read(credentials.Password)) { AppPasswords = [.. credentials.AppPasswords.Select(Read)], Tenant = credentials.Tenant }
            : null;
    }

    /// <summary>Whether a session may go on: its account is there and enabled, and the password that opened it is still one of its own.</summary>
    public async Task<bool> MayStayAsync(LoginAccount account) =>
        await CredentialsAsync(account.Id).ConfigureAwait(false) is { } now
        && now.AppPasswords.Prepend(now.Password).Any(v => Read(v).Equals(account.LoggedInBy));

    private static ScramCredentials Read(ScramVerifier verifier) =>
        new(verifier.Salt, verifier.Iterations, verifier.StoredKey, verifier.ServerKey);

    private Task<AccountCredentials?> CredentialsAsync(AccountId account) => grains.GetGrain<IAccountGrain>(account.Value).GetCredentialsAsync();

    /// <summary>By entry, not by "who receives this": tags and a catch-all would give every account names without number to be tried under.</summary>
    private async Task<AccountId?> OwnerAsync(EmailAddress address)
    {
        var directory = grains.GetGrain<IDirectoryGrain>(address.Domain.Value);
        try
        {
            if (await directory.FindAsync(address.LocalPart).ConfigureAwait(false) is not { } entry)
            {
                return null;
            }

            return entry.Account ?? OnlyOne(await directory.ResolveAsync(address.LocalPart).ConfigureAwait(false));
        }
        catch (MailException refusal) when (refusal.Code == MailErrorCode.NotFound)
        {
            // The domain is not served here.
            return null;
        }
    }

    private static AccountId? OnlyOne(Resolution alias) =>
        alias.Kind == ResolutionKind.Found && alias.Accounts.Length == 1 && alias.Elsewhere.IsEmpty ? alias.Accounts[0] : null;
}
