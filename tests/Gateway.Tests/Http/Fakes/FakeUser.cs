using System.Collections.Immutable;
using Mail.Contracts.Accounts;
using Mail.Domain.Auth;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Gateway.Tests.Fakes;

namespace Mail.Gateway.Tests.Http.Fakes;

/// <summary>Ann's account, with app passwords.</summary>
internal sealed class FakeUser : IAccountGrain
{
    private readonly List<AppPassword> _passwords = [];

    public IReadOnlyList<AppPassword> Passwords => _passwords;

    public Task<AccountInfo?> GetAsync() => Task.FromResult<AccountInfo?>(new AccountInfo(
        FakeDirectory.Ann, TenantId.Parse("here"), EmailAddress.Parse("ann@here.example"), "Ann", Enabled: true, MailQuota.Unlimited, CopyToSent: false));

    public Task<AccountCredentials?> GetCredentialsAsync()
    {
        Assert.True(ScramCredentials.TryCreate("ann's password", new byte[16], ScramCredentials.MinIterations, out var made));
        return Task.FromResult<AccountCredentials?>(new AccountCredentials(new ScramVerifier(made.Salt, made.Iterations, made.StoredKey, made.ServerKey), []));
    }

    public Task AddAppPasswordAsync(AppPassword password)
    {
        if (!_passwords.Exists(p => p.Id == password.Id))
        {
            _passwords.Add(password);
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<AppPassword>> ListAppPasswordsAsync() => Task.FromResult(_passwords.ToImmutableArray());

    public Task<bool> RemoveAppPasswordAsync(string id) => Task.FromResult(_passwords.RemoveAll(p => p.Id == id) > 0);

    public Task CreateAsync(CreateAccount request) => throw new NotSupportedException();

    public Task<ScramVerifier?> GetVerifierAsync() => throw new NotSupportedException();

    public Task SetVerifierAsync(ScramVerifier verifier) => throw new NotSupportedException();

    public Task SetEnabledAsync(bool enabled) => throw new NotSupportedException();

    public Task SetQuotaAsync(MailQuota quota) => throw new NotSupportedException();

    public Task SetCopyToSentAsync(bool copy) => throw new NotSupportedException();

    public Task<AccountInfo> UpdateAsync(UpdateAccount request) => throw new NotSupportedException();

    public Task<bool> DeleteAsync() => throw new NotSupportedException();
}
