using System.Collections.Immutable;
using Mail.Contracts.Accounts;
using Mail.Contracts.Directory;
using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Mail.Contracts.Tenants;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Orleans;
using Orleans.Runtime;

namespace Mail.Grains.Account;

/// <summary>A person's or service's account. Each step of a creation is idempotent, so a repeated call ends what a crash cut off.</summary>
public sealed class AccountGrain([PersistentState("account")] IPersistentState<AccountState> state) : Grain, IAccountGrain
{
    public const int FewestIterations = 4096;
    public const int MostAppPasswords = 25;
    public const int LongestName = 200;

    private AccountId Id => new(this.GetPrimaryKey());

    private bool IsThere => state.RecordExists && !state.State.Deleting;

    // States written before there were app passwords have none.
    private ImmutableArray<AppPassword> AppPasswords => state.State.AppPasswords.IsDefault ? [] : state.State.AppPasswords;

    private IMailboxGrain Mailbox => GrainFactory.GetGrain<IMailboxGrain>(Id.Value);

    public async Task CreateAsync(CreateAccount request)
    {
        Check(request.Verifier);
        Check(request.DisplayName);
        if (state.RecordExists && state.State.Deleting)
        {
            throw new MailException(MailErrorCode.FailedPrecondition, $"Account {Id} is being deleted.");
        }

        if (state.RecordExists && state.State.Address != request.Address)
        {
            throw MailException.Exists($"Account {Id} has another address.");
        }

        var domain = await GrainFactory.GetGrain<IDomainGrain>(request.Address.Domain.Value).GetAsync()
            ?? throw MailException.NotFound($"Domain '{request.Address.Domain}' is not served here.");

        // The mailbox comes first and the address last: mail can only arrive for an account that is whole.
        if (!state.RecordExists)
        {
            await RefuseTakenAsync(request.Address);
            await Mailbox.CreateAsync(new CreateMailbox(domain.Tenant, request.Address, request.Quota));
            state.State = new AccountState
            {
                Tenant = domain.Tenant,
                Address = request.Address,
                DisplayName = request.DisplayName,
                Verifier = request.Verifier,
                Quota = request.Quota,
            };
            await state.SaveAsync(this);
        }

        await GrainFactory.GetGrain<IDirectoryGrain>(request.Address.Domain.Value).AddAccountAsync(request.Address.LocalPart, Id);
    }

    public Task<AccountInfo?> GetAsync() => Task.FromResult(IsThere ? View() : null);

    public Task<ScramVerifier?> GetVerifierAsync() => Task.FromResult(state.State.Disabled ? null : state.State.Verifier);

    public Task<AccountCredentials?> GetCredentialsAsync() => Task.FromResult(state.State.Disabled || state.State.Verifier is not { } verifier
        ? null
        : new AccountCredentials(verifier, [.. AppPasswords.Select(p => p.Verifier)], state.State.Tenant.Value));

    public async Task SetVerifierAsync(ScramVerifier verifier)
    {
        Check(verifier);
        Existing().Verifier = verifier;
        await state.SaveAsync(this);
    }

    public async Task SetEnabledAsync(bool enabled)
    {
        Existing().Disabled = !enabled;
        await state.SaveAsync(this);
    }

    public async Task<AccountInfo> UpdateAsync(UpdateAccount request)
    {
        var account = Existing();
        if (request.Expected is { } expected && expected != View())
        {
            throw new MailException(MailErrorCode.Aborted, "The account was changed meanwhile: read it again.");
        }

        Check(request.DisplayName ?? "");
        if (request.Verifier is { } verifier)
        {
            Check(verifier);
        }

        if (request.Quota is { } quota && quota != account.Quota)
        {
            await Mailbox.SetQuotaAsync(quota);
            account.Quota = quota;
        }

        account.DisplayName = request.DisplayName ?? account.DisplayName;
        account.CopyToSent = request.CopyToSent ?? account.CopyToSent;
        account.Disabled = !(request.Enabled ?? !account.Disabled);
        account.Verifier = request.Verifier ?? account.Verifier;
        await state.SaveAsync(this);
        return View();
    }

    public async Task AddAppPasswordAsync(AppPassword password)
    {
        Check(password.Verifier);
        Check(password.Name);
        var account = Existing();
        if (AppPasswords.Any(p => p.Id == password.Id))
        {
            return;
        }

        if (AppPasswords.Length >= MostAppPasswords)
        {
            throw new MailException(
                MailErrorCode.ResourceExhausted, $"An account can have at most {MostAppPasswords} app passwords: revoke one first.");
        }

        account.AppPasswords = AppPasswords.Add(password);
        await state.SaveAsync(this);
    }

    public Task<ImmutableArray<AppPassword>> ListAppPasswordsAsync()
    {
        Existing();
        return Task.FromResult(AppPasswords);
    }

    public async Task<bool> RemoveAppPasswordAsync(string id)
    {
        var kept = AppPasswords.RemoveAll(p => p.Id == id);
        if (kept.Length == AppPasswords.Length)
        {
            return false;
        }

        Existing().AppPasswords = kept;
        await state.SaveAsync(this);
        return true;
    }

    public async Task<bool> DeleteAsync()
    {
        if (!state.RecordExists)
        {
            return false;
        }

        // The reverse of creating: no logins, no new mail, no mailbox, and the account last, because it knows what is still to do.
        if (!state.State.Deleting)
        {
            (state.State.Deleting, state.State.Disabled) = (true, true);
            await state.SaveAsync(this);
        }

        var address = state.State.Address;
        if (await GrainFactory.GetGrain<IDomainGrain>(address.Domain.Value).GetAsync() is not null)
        {
            var directory = GrainFactory.GetGrain<IDirectoryGrain>(address.Domain.Value);
            if (await directory.FindAsync(address.LocalPart) is { } entry && entry.Account == Id)
            {
                await directory.RemoveAsync(address.LocalPart);
            }
        }

        await Mailbox.DeleteAsync();
        await state.RemoveAsync(this);
        return true;
    }

    public async Task SetQuotaAsync(MailQuota quota)
    {
        await Mailbox.SetQuotaAsync(quota);
        Existing().Quota = quota;
        await state.SaveAsync(this);
    }

    public async Task SetCopyToSentAsync(bool copy)
    {
        Existing().CopyToSent = copy;
        await state.SaveAsync(this);
    }

    private static void Check(ScramVerifier verifier)
    {
        if (verifier.Iterations < FewestIterations || verifier.StoredKey.Length != 32 || verifier.ServerKey.Length != 32)
        {
            throw MailException.Invalid($"A verifier needs 32-byte keys and at least {FewestIterations} iterations.");
        }
    }

    private static void Check(string name)
    {
        if (name.Length > LongestName)
        {
            throw MailException.Invalid($"A name can have at most {LongestName} characters.");
        }

        if (name.Any(char.IsControl))
        {
            throw MailException.Invalid("A name can have no control characters, such as line ends.");
        }
    }

    private AccountInfo View() =>
        new(
        Id, state.State.Tenant, state.State.Address, state.State.DisplayName, !state.State.Disabled, state.State.Quota, state.State.CopyToSent);

    private AccountState Existing() =>
        IsThere ? state.State : throw MailException.NotFound($"There is no account {Id}.");

    private async Task RefuseTakenAsync(EmailAddress address)
    {
        var entry = await GrainFactory.GetGrain<IDirectoryGrain>(address.Domain.Value).FindAsync(address.LocalPart);
        if (entry is not null && entry.Account != Id)
        {
            throw MailException.Exists($"Address '{address}' is taken.");
        }
    }
}
