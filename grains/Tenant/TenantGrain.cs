using Mail.Contracts.Errors;
using Mail.Contracts.Keys;
using Mail.Contracts.Names;
using Mail.Contracts.Tenants;
using Mail.Domain.Identity;
using Mail.Grains.Keys;
using Orleans;
using Orleans.Runtime;

namespace Mail.Grains.Tenant;

/// <summary>A tenant: its name and the domains that are its own.</summary>
public sealed class TenantGrain([PersistentState("tenant")] IPersistentState<TenantState> state) : Grain, ITenantGrain
{
    public const int MostDomains = 10_000;

    public const int LongestName = 200;

    public async Task CreateAsync(string displayName)
    {
        var key = this.GetPrimaryKeyString();
        if (!TenantId.TryParse(key, out var id) || id.Value != key || displayName.Length > LongestName || displayName.Any(char.IsControl))
        {
            throw MailException.Invalid(
                $"A tenant needs an id of 1 to 63 of a-z, 0-9 and '-', not starting with '-', and a display name of at most {LongestName} characters, none of them a control character.");
        }

        // Listed first: a name in the list without a tenant is passed over, a tenant that is not listed could not be found.
        await GrainFactory.GetGrain<INameIndexGrain>(NameIndexes.Tenants).AddAsync(key);
        if (!state.RecordExists)
        {
            // Those of an earlier tenant of this name that a crash in the middle of its end left behind.
            await RevokeKeysAsync();
        }

        if (!state.RecordExists || state.State.DisplayName != displayName)
        {
            state.State.DisplayName = displayName;
            await state.SaveAsync(this);
        }
    }

    public Task AddAsync(string displayName) => state.RecordExists
        ? throw MailException.Exists($"There is a tenant '{this.GetPrimaryKeyString()}' already.")
        : CreateAsync(displayName);

    public Task RenameAsync(string displayName, string? expected)
    {
        if (!state.RecordExists)
        {
            throw MailException.NotFound($"There is no tenant '{this.GetPrimaryKeyString()}'.");
        }

        return expected is null || expected == state.State.DisplayName
            ? CreateAsync(displayName)
            : throw new MailException(MailErrorCode.Aborted, "The tenant was changed meanwhile: read it again.");
    }

    public Task<TenantInfo?> GetAsync() => Task.FromResult(!state.RecordExists
        ? null
        : new TenantInfo(
            TenantId.Parse(this.GetPrimaryKeyString()),
            state.State.DisplayName,
            [.. state.State.Domains.Select(DomainName.Parse)]));

    public Task AddDomainAsync(DomainName domain)
    {
        if (!state.RecordExists)
        {
            throw MailException.NotFound($"There is no tenant '{this.GetPrimaryKeyString()}'.");
        }

        if (state.State.Domains.Length >= MostDomains)
        {
            throw new MailException(MailErrorCode.ResourceExhausted, $"A tenant can have at most {MostDomains} domains.");
        }

        return SetDomainsAsync(state.State.Domains.Union([domain.Value]));
    }

    public Task RemoveDomainAsync(DomainName domain) => SetDomainsAsync(state.State.Domains.Where(d => d != domain.Value));

    public async Task<bool> DeleteAsync()
    {
        if (!state.RecordExists)
        {
            return false;
        }

        if (!state.State.Domains.IsEmpty)
        {
            throw new MailException(MailErrorCode.FailedPrecondition, "The tenant has domains: delete their users and aliases, then the domains.");
        }

        // The tenant first: from then on nobody can create a key for it.
        await state.RemoveAsync(this);
        await RevokeKeysAsync();
        await GrainFactory.GetGrain<INameIndexGrain>(NameIndexes.Tenants).RemoveAsync(this.GetPrimaryKeyString());
        return true;
    }

    private async Task RevokeKeysAsync()
    {
        var index = GrainFactory.GetGrain<INameIndexGrain>(NameIndexes.ApiKeys(TenantId.Parse(this.GetPrimaryKeyString())));
        foreach (var key in await index.ListAsync(null, ApiKeyGrain.MostKeys))
        {
            // A name in the list without a key is what a crash left of its creation.
            _ = await GrainFactory.GetGrain<IApiKeyGrain>(key).RevokeAsync();
            await index.RemoveAsync(key);
        }
    }

    private async Task SetDomainsAsync(IEnumerable<string> domains)
    {
        var sorted = domains.Order(StringComparer.Ordinal).ToArray();
        if (!state.State.Domains.AsSpan().SequenceEqual(sorted))
        {
            state.State.Domains = [.. sorted];
            await state.SaveAsync(this);
        }
    }
}
