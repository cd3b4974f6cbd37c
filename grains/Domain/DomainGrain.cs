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
    /// <summary>Characters of an atom (RFC 5322 section 3.2.3) that no name needs quotes for.</summary>
    private const string TagDelimiters = "+-_=#!$%&'*/?^`{|}~";

    public async Task PutAsync(DomainSettings settings)
    {
        var key = this.GetPrimaryKeyString();
        if (!DomainName.TryParse(key, out var name) || name.Value != key)
        {
            throw MailException.Invalid($"'{key}' is not a domain name in lower-case ASCII form.");
        }

        if (state.State.Settings is { } current && current.Tenant != settings.Tenant && !await IsGivenUpAsync(current))
        {
            throw MailException.Exists($"Domain '{key}' belongs to another tenant.");
        }

        if (settings.TagDelimiter is { } delimiter && !TagDelimiters.Contains(delimiter))
        {
            throw MailException.Invalid("The tag delimiter must be a punctuation character that an address may have without quotes, such as '+' or '-'.");
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

    public Task ReplaceAsync(DomainSettings settings, DomainSettings expected) => state.State.Settings == expected
        ? PutAsync(settings)
        : throw new MailException(MailErrorCode.Aborted, "The domain was changed meanwhile: read it again.");

    public async Task<bool> DeleteAsync()
    {
        if (state.State.Settings is not { } settings)
        {
            return false;
        }

        var directory = GrainFactory.GetGrain<IDirectoryGrain>(this.GetPrimaryKeyString());
        try
        {
            await CheckEmptyAsync(directory);

            // Closed to new addresses before the look that decides. Whatever is cut off from here on leaves a domain that receives as before.
            await SaveAsync(settings with { IsClosing = true }, directory);
            await CheckEmptyAsync(directory);
        }
        catch (MailException error) when (error.Code == MailErrorCode.FailedPrecondition)
        {
            await ReopenAsync(directory);
            throw;
        }

        await GrainFactory.GetGrain<ITenantGrain>(settings.Tenant.Value).RemoveDomainAsync(DomainName.Parse(this.GetPrimaryKeyString()));
        await SaveAsync(null, directory);
        return true;
    }

    private static async Task CheckEmptyAsync(IDirectoryGrain directory)
    {
        if (!(await directory.ListAsync(null, 1)).IsEmpty)
        {
            throw new MailException(MailErrorCode.FailedPrecondition, "The domain has users or aliases: delete them first.");
        }
    }

    private Task ReopenAsync(IDirectoryGrain directory) =>
        state.State.Settings is { IsClosing: true } closing ? SaveAsync(closing with { IsClosing = false }, directory) : Task.CompletedTask;

    /// <summary>True for a domain whose deletion was cut off behind its last address: it is deleted now.</summary>
    private async Task<bool> IsGivenUpAsync(DomainSettings settings)
    {
        try
        {
            return settings.IsClosing && await DeleteAsync();
        }
        catch (MailException error) when (error.Code == MailErrorCode.FailedPrecondition)
        {
            return false;
        }
    }

    private async Task SaveAsync(DomainSettings? settings, IDirectoryGrain directory)
    {
        state.State.Settings = settings;
        await state.SaveAsync(this);
        await directory.RefreshAsync();
    }
}
