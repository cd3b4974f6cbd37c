using Mail.Contracts.Errors;
using Mail.Contracts.Tenants;
using Mail.Domain.Identity;
using Orleans;
using Orleans.Runtime;

namespace Mail.Grains.Tenant;

/// <summary>A tenant: its name and the domains that are its own.</summary>
public sealed class TenantGrain([PersistentState("tenant")] IPersistentState<TenantState> state) : Grain, ITenantGrain
{
    public const int MostDomains = 10_000;

    public async Task CreateAsync(string displayName)
    {
        if (!TenantId.TryParse(this.GetPrimaryKeyString(), out _))
        {
            throw MailException.Invalid($"'{this.GetPrimaryKeyString()}' is not a tenant name.");
        }

        if (state.RecordExists && state.State.DisplayName == displayName)
        {
            return;
        }

        state.State.DisplayName = displayName;
        await state.SaveAsync(this);
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
