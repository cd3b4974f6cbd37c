using System.Collections.Immutable;
using Mail.Contracts.Accounts;
using Mail.Contracts.Directory;
using Mail.Domain.Auth;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;

namespace Mail.Gateway.Tests.Imap.Fakes;

internal sealed class FakeAccount(string password) : IAccountGrain
{
    private readonly Dictionary<string, ScramVerifier> _appPasswords = [];
    private ScramVerifier _verifier = VerifierOf(password);

    public bool IsDisabled { get; set; }

    public string Password
    {
        set => _verifier = VerifierOf(value);
    }

    public void AddAppPassword(string text) => _appPasswords[text] = VerifierOf(text);

    public void RevokeAppPassword(string text) => _appPasswords.Remove(text);

    public Task CreateAsync(CreateAccount request) => throw new NotSupportedException();

    public Task<AccountInfo?> GetAsync() => throw new NotSupportedException();

    public Task<ScramVerifier?> GetVerifierAsync() => Task.FromResult<ScramVerifier?>(_verifier);

    public Task<AccountCredentials?> GetCredentialsAsync() =>
        Task.FromResult(IsDisabled ? null : new AccountCredentials(_verifier, [.. _appPasswords.Values]));

    public Task<AccountInfo> UpdateAsync(UpdateAccount request) => throw new NotSupportedException();

    public Task AddAppPasswordAsync(AppPassword given) => throw new NotSupportedException();

    public Task<ImmutableArray<AppPassword>> ListAppPasswordsAsync() => throw new NotSupportedException();

    public Task<bool> RemoveAppPasswordAsync(string id) => throw new NotSupportedException();

    public Task<bool> DeleteAsync() => throw new NotSupportedException();

    public Task SetVerifierAsync(ScramVerifier verifier) => throw new NotSupportedException();

    public Task SetEnabledAsync(bool enabled) => throw new NotSupportedException();

    public Task SetQuotaAsync(MailQuota quota) => throw new NotSupportedException();

    public Task SetCopyToSentAsync(bool copy) => throw new NotSupportedException();

    private static ScramVerifier VerifierOf(string password)
    {
        Assert.True(ScramCredentials.TryCreate(password, new byte[16], ScramCredentials.MinIterations, out var credentials));
        return new ScramVerifier(credentials.Salt, credentials.Iterations, credentials.StoredKey, credentials.ServerKey);
    }
}

/// <summary>Addresses of an account, with tags, and its alias <c>alias</c>.</summary>
internal sealed class FakeAddresses(AccountId account, params string[] localParts) : IDirectoryGrain
{
    private const string Alias = "alias";

    public Task<Resolution> ResolveAsync(string asked) => Task.FromResult(
        localParts.Contains(asked.Split('+')[0]) || asked == Alias ? new Resolution(ResolutionKind.Found, [account], []) : Resolution.UnknownUser);

    public Task AddAccountAsync(string asked, AccountId given) => throw new NotSupportedException();

    public Task AddAliasAsync(string asked, ImmutableArray<EmailAddress> targets) => throw new NotSupportedException();

    public Task<bool> PutAliasAsync(string asked, ImmutableArray<EmailAddress> targets) => throw new NotSupportedException();

    public Task<bool> RemoveAsync(string asked) => throw new NotSupportedException();

    public Task<AddressEntry?> FindAsync(string asked)
    {
        var address = EmailAddress.Parse($"{localParts[0]}@here.example");
        return Task.FromResult(
            localParts.Contains(asked) ? new AddressEntry(address, account, [])
            : asked == Alias ? new AddressEntry(address, null, [address])
            : null);
    }

    public Task RefreshAsync() => throw new NotSupportedException();
}
