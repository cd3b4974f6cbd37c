using Mail.Contracts.Directory;
using Mail.Contracts.Errors;
using Mail.Contracts.Tenants;
using Mail.Domain.Identity;
using Mail.Storage.Domains;
using Mail.Storage.Rows;
using Orleans;

namespace Mail.Grains.Domain;

/// <summary>A served domain and its settings. Whether it may come and go is decided in the store, where its tenant and addresses are.</summary>
public sealed class DomainGrain(IDomainStore domains) : Grain, IDomainGrain
{
    public const int MostOfTenant = 10_000;

    /// <summary>Characters of an atom (RFC 5322 section 3.2.3) that no name needs quotes for.</summary>
    private const string TagDelimiters = "+-_=#!$%&'*/?^`{|}~";

    private Versioned<DomainRow>? _domain;

    private string Key => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _domain = TryReadName(out var name) ? await StoreCalls.ReadAsync(() => domains.FindAsync(name, cancellationToken)) : null;

    public async Task PutAsync(DomainSettings settings)
    {
        if (!TryReadName(out var name))
        {
            throw MailException.Invalid($"'{Key}' is not a domain name in lower-case ASCII form.");
        }

        if (_domain is { } owned && owned.Row.Tenant != settings.Tenant)
        {
            throw MailException.Exists($"Domain '{Key}' belongs to another tenant.");
        }

        if (settings.TagDelimiter is { } delimiter && !TagDelimiters.Contains(delimiter))
        {
            throw MailException.Invalid("The tag delimiter must be a punctuation character that an address may have without quotes, such as '+' or '-'.");
        }

        var row = new DomainRow(name, settings.Tenant, settings.CatchAll, settings.TagDelimiter);
        if (_domain?.Row != row)
        {
            _domain = new Versioned<DomainRow>(row, _domain is { } current ? await UpdateAsync(row, current.Version) : await InsertAsync(row));
        }

        await RefreshDirectoryAsync();
    }

    public Task<DomainSettings?> GetAsync() => Task.FromResult(View());

    public Task ReplaceAsync(DomainSettings settings, DomainSettings expected) => View() == expected
        ? PutAsync(settings)
        : throw new MailException(MailErrorCode.Aborted, "The domain was changed meanwhile: read it again.");

    public async Task<bool> DeleteAsync()
    {
        if (_domain is not { } current)
        {
            return false;
        }

        var outcome = await this.ChangeAsync(() => domains.DeleteAsync(current.Row.Name, current.Version, CancellationToken.None));
        if (outcome == DeletionOutcome.InUse)
        {
            throw new MailException(MailErrorCode.FailedPrecondition, "The domain has users or aliases: delete them first.");
        }

        if (outcome == DeletionOutcome.Stale)
        {
            throw this.Stale();
        }

        _domain = null;
        await RefreshDirectoryAsync();
        return true;
    }

    private DomainSettings? View() => _domain is { Row: var row } ? DomainViews.Settings(row) : null;

    private bool TryReadName(out DomainName name) => DomainName.TryParse(Key, out name) && name.Value == Key;

    private async Task<Guid> UpdateAsync(DomainRow row, Guid version) =>
        await this.ChangeAsync(() => domains.UpdateAsync(row, version, CancellationToken.None)) ?? throw this.Stale();

    private async Task<Guid> InsertAsync(DomainRow row)
    {
        var insertion = await this.ChangeAsync(() => domains.InsertAsync(row, MostOfTenant, CancellationToken.None));
        return insertion.Outcome switch
        {
            InsertionOutcome.Done => insertion.Version,
            InsertionOutcome.NoOwner => throw MailException.NotFound($"There is no tenant '{row.Tenant}'."),
            InsertionOutcome.TooMany => throw new MailException(MailErrorCode.ResourceExhausted, $"A tenant can have at most {MostOfTenant} domains."),
            _ => throw this.Stale(),
        };
    }

    private Task RefreshDirectoryAsync() => GrainFactory.GetGrain<IDirectoryGrain>(Key).RefreshAsync();
}
