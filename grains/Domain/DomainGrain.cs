using Mail.Contracts.Directory;
using Mail.Contracts.Errors;
using Mail.Contracts.Tenants;
using Mail.Domain.Identity;
using Orleans;
using Orleans.Runtime;

namespace Mail.Grains.Domain;

/// <summary>A served domain and its settings.</summary>
public sealed class DomainGrain([PersistentState("domain")] IPersistentState<DomainState> state) : Grain, IDomainGrain
{
    public async Task PutAsync(DomainSettings settings)
    {
        var key = this.GetPrimaryKeyString();
        if (!DomainName.TryParse(key, out var name) || name.Value != key)
        {
            throw MailException.Invalid($"'{key}' is not a domain name in lower-case ASCII form.");
        }

        if (state.State.Settings is { } current && current.Tenant != settings.Tenant)
        {
            throw MailException.Exists($"Domain '{key}' belongs to another tenant.");
        }

        if (settings.TagDelimiter is { } delimiter && (char.IsAsciiLetterOrDigit(delimiter) || delimiter <= ' '))
        {
            throw MailException.Invalid("The tag delimiter must be a punctuation character, such as '+'.");
        }

        await GrainFactory.GetGrain<ITenantGrain>(settings.Tenant.Value).AddDomainAsync(name);
        if (state.State.Settings != settings)
        {
            state.State.Settings = settings;
            await state.SaveAsync(this);
        }

        await GrainFactory.GetGrain<IDirectoryGrain>(key).RefreshAsync();
    }

    public Task<DomainSettings?> GetAsync() => Task.FromResult(state.State.Settings);
}
