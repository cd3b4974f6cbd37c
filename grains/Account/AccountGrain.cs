using System.Collections.Immutable;
using Mail.Contracts.Accounts;
using Mail.Contracts.Directory;
using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Mail.Contracts.Tenants;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Storage.Accounts;
using Mail.Storage.Rows;
using Orleans;

namespace Mail.Grains.Account;

/// <summary>A person's or service's account. Each step of a creation is idempotent, so a repeated call ends what a crash cut off.</summary>
public sealed class AccountGrain(IAccountStore accounts) : Grain, IAccountGrain
{
    public const int MostAppPasswords = 25;

    private StoredAccount? _account;

    private AccountId Id => new(this.GetPrimaryKey());

    private IMailboxGrain Mailbox => GrainFactory.GetGrain<IMailboxGrain>(Id.Value);

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _account = await StoreCalls.ReadAsync(() => accounts.FindAsync(Id, cancellationToken));

    public async Task CreateAsync(CreateAccount request)
    {
        var verifier = AccountInput.Verifier(request.Verifier);
        var name = AccountInput.Name(request.DisplayName);
        if (_account is { Row.Deleting: true })
        {
            throw new MailException(MailErrorCode.FailedPrecondition, $"Account {Id} is being deleted.");
        }

        if (_account is { } known && known.Row.Address != request.Address)
        {
            throw MailException.Exists($"Account {Id} has another address.");
        }

        var domain = await GrainFactory.GetGrain<IDomainGrain>(request.Address.Domain.Value).GetAsync() ?? throw NotServed(request.Address);

        // The mailbox comes first and the address, with the account, last: mail can only arrive for an account that is whole.
        if (_account is null)
        {
            await RefuseTakenAsync(request.Address);
            await Mailbox.CreateAsync(new CreateMailbox(domain.Tenant, request.Address, request.Quota));
            await InsertAsync(new AccountRow(Id, domain.Tenant, request.Address, name, verifier, request.Quota));
        }

        // Stored already, but the directory may remember that nobody has the address.
        await Directory(request.Address).AddAccountAsync(request.Address.LocalPart, Id);
    }

    public Task<AccountInfo?> GetAsync() => Task.FromResult(_account is { Row: { Deleting: false } row } ? AccountViews.Of(row) : null);

    public Task<ScramVerifier?> GetVerifierAsync() =>
        Task.FromResult(_account is { Row: { Disabled: false } row } ? AccountViews.Of(row.Verifier) : null);

    public Task<AccountCredentials?> GetCredentialsAsync() => Task.FromResult(_account is { Row: { Disabled: false } row } account
        ? new AccountCredentials(AccountViews.Of(row.Verifier), [.. account.AppPasswords.Select(p => AccountViews.Of(p.Verifier))], row.Tenant.Value)
        : null);

    public Task SetVerifierAsync(ScramVerifier verifier) => SaveAsync(Existing().Row with { Verifier = AccountInput.Verifier(verifier) });

    public Task SetEnabledAsync(bool enabled) => SaveAsync(Existing().Row with { Disabled = !enabled });

    public Task SetCopyToSentAsync(bool copy) => SaveAsync(Existing().Row with { CopyToSent = copy });

    public async Task SetQuotaAsync(MailQuota quota)
    {
        var row = Existing().Row;
        await Mailbox.SetQuotaAsync(quota);
        await SaveAsync(row with { Quota = quota });
    }

    public async Task<AccountInfo> UpdateAsync(UpdateAccount request)
    {
        var row = Existing().Row;
        if (request.Expected is { } expected && expected != AccountViews.Of(row))
        {
            throw new MailException(MailErrorCode.Aborted, "The account was changed meanwhile: read it again.");
        }

        var changed = row with
        {
            DisplayName = AccountInput.Name(request.DisplayName ?? row.DisplayName),
            Verifier = request.Verifier is { } verifier ? AccountInput.Verifier(verifier) : row.Verifier,
            Quota = request.Quota ?? row.Quota,
            CopyToSent = request.CopyToSent ?? row.CopyToSent,
            Disabled = !(request.Enabled ?? !row.Disabled),
        };
        if (changed.Quota != row.Quota)
        {
            await Mailbox.SetQuotaAsync(changed.Quota);
        }

        await SaveAsync(changed);
        return AccountViews.Of(changed);
    }

    public async Task AddAppPasswordAsync(AppPassword password)
    {
        var row = new AppPasswordRow(password.Id, AccountInput.Name(password.Name), password.CreatedAt, AccountInput.Verifier(password.Verifier));
        var account = Existing();
        if (account.AppPasswords.Any(p => p.Id == password.Id))
        {
            return;
        }

        if (account.AppPasswords.Length >= MostAppPasswords)
        {
            throw new MailException(
                MailErrorCode.ResourceExhausted, $"An account can have at most {MostAppPasswords} app passwords: revoke one first.");
        }

        var version = await WriteAsync(() => accounts.AddAppPasswordAsync(Id, row, account.Version, CancellationToken.None));
        _account = account with { AppPasswords = account.AppPasswords.Add(row), Version = version };
    }

    public Task<ImmutableArray<AppPassword>> ListAppPasswordsAsync() =>
        Task.FromResult(ImmutableArray.CreateRange(Existing().AppPasswords, AccountViews.Of));

    public async Task<bool> RemoveAppPasswordAsync(string id)
    {
        if (_account?.AppPasswords.Any(p => p.Id == id) is not true)
        {
            return false;
        }

        var account = Existing();
        var version = await WriteAsync(() => accounts.RemoveAppPasswordAsync(Id, id, account.Version, CancellationToken.None));
        _account = account with { AppPasswords = account.AppPasswords.RemoveAll(p => p.Id == id), Version = version };
        return true;
    }

    public async Task<bool> DeleteAsync()
    {
        if (_account is not { } account)
        {
            return false;
        }

        // The reverse of creating: no logins, no new mail, no mailbox, and the account last, because it knows what is still to do.
        if (!account.Row.Deleting)
        {
            await SaveAsync(account.Row with { Deleting = true, Disabled = true });
        }

        await FreeAddressAsync(account.Row.Address);
        await Mailbox.DeleteAsync();
        var version = _account.Version;
        if (!await this.ChangeAsync(() => accounts.DeleteAsync(Id, version, CancellationToken.None)))
        {
            throw this.Stale();
        }

        _account = null;
        return true;
    }

    private static MailException NotServed(EmailAddress address) => MailException.NotFound($"Domain '{address.Domain}' is not served here.");

    private static MailException Taken(EmailAddress address) => MailException.Exists($"Address '{address}' is taken.");

    private IDirectoryGrain Directory(EmailAddress address) => GrainFactory.GetGrain<IDirectoryGrain>(address.Domain.Value);

    private StoredAccount Existing() =>
        _account is { Row.Deleting: false } account ? account : throw MailException.NotFound($"There is no account {Id}.");

    private async Task RefuseTakenAsync(EmailAddress address)
    {
        if (await Directory(address).FindAsync(address.LocalPart) is { } entry && entry.Account != Id)
        {
            throw Taken(address);
        }
    }

    private async Task FreeAddressAsync(EmailAddress address)
    {
        if (await GrainFactory.GetGrain<IDomainGrain>(address.Domain.Value).GetAsync() is not null
            && await Directory(address).FindAsync(address.LocalPart) is { } entry && entry.Account == Id)
        {
            await Directory(address).RemoveAsync(address.LocalPart);
        }
    }

    private async Task InsertAsync(AccountRow row)
    {
        var insertion = await this.ChangeAsync(() => accounts.InsertAsync(row, CancellationToken.None));
        _account = insertion.Outcome switch
        {
            InsertionOutcome.Done => new StoredAccount(row, [], insertion.Version),
            InsertionOutcome.NoOwner => throw NotServed(row.Address),
            _ => throw Taken(row.Address),
        };
    }

    private async Task SaveAsync(AccountRow row)
    {
        var account = _account!;
        var version = await WriteAsync(() => accounts.UpdateAsync(row, account.Version, CancellationToken.None));
        _account = account with { Row = row, Version = version };
    }

    private async Task<Guid> WriteAsync(Func<ValueTask<Guid?>> write) => await this.ChangeAsync(write) ?? throw this.Stale();
}
