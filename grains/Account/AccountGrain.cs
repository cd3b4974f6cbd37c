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

    private AccountId Id => new(this.GetPrimaryKey());

    private IMailboxGrain Mailbox => GrainFactory.GetGrain<IMailboxGrain>(Id.Value);

    public async Task CreateAsync(CreateAccount request)
    {
        Check(request.Verifier);
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

    public Task<AccountInfo?> GetAsync() => Task.FromResult(!state.RecordExists
        ? null
        : new AccountInfo(
            Id, state.State.Tenant, state.State.Address, state.State.DisplayName, !state.State.Disabled, state.State.Quota, state.State.CopyToSent));

    public Task<ScramVerifier?> GetVerifierAsync() => Task.FromResult(state.State.Disabled ? null : state.State.Verifier);

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

    private AccountState Existing() =>
        state.RecordExists ? state.State : throw MailException.NotFound($"There is no account {Id}.");

    private async Task RefuseTakenAsync(EmailAddress address)
    {
        var entry = await GrainFactory.GetGrain<IDirectoryGrain>(address.Domain.Value).FindAsync(address.LocalPart);
        if (entry is not null && entry.Account != Id)
        {
            throw MailException.Exists($"Address '{address}' is taken.");
        }
    }
}
