using Mail.Contracts.Errors;
using Mail.Contracts.Names;
using Mail.Contracts.Tenants;
using Mail.Domain.Identity;
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
        if (!TenantId.TryParse(key, out var id) || id.Value != key || displayName.Length > LongestName)
        {
            throw MailException.Invalid(
                $"A tenant needs an id of 1 to 63 of a-z, 0-9 and '-', not starting with '-', and a display name of at most {LongestName} characters.");
        }

        // Listed first: a name in the list without a tenant is passed over, a tenant that is not listed could not be found.
        await GrainFactory.GetGrain<INameIndexGrain>(NameIndexes.Tenants).AddAsync(key);
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
