using Mail.Contracts.Errors;
using Mail.Contracts.Keys;
using Mail.Contracts.Tenants;
using Mail.Domain.Identity;
using Mail.Storage.Rows;
using Mail.Storage.Tenants;
using Orleans;

namespace Mail.Grains.Tenant;

/// <summary>A tenant: a row of its own, to which the store lets domains and keys belong.</summary>
public sealed class TenantGrain(ITenantStore tenants) : Grain, ITenantGrain
{
    public const int LongestName = 200;

    private Versioned<TenantRow>? _tenant;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken) => LoadAsync();

    public async Task CreateAsync(string displayName)
    {
        if (!TryReadId(out var id) || displayName.Length > LongestName || displayName.Any(char.IsControl))
        {
            throw MailException.Invalid(
                $"A tenant needs an id of 1 to 63 of a-z, 0-9 and '-', not starting with '-', and a display name of at most {LongestName} characters, none of them a control character.");
        }

        var row = new TenantRow(id, displayName);
        if (_tenant is null)
        {
            await WriteAsync(row, () => tenants.InsertAsync(row, CancellationToken.None));
        }
        else if (_tenant is { } current && current.Row.DisplayName != displayName)
        {
            await WriteAsync(row, () => tenants.UpdateAsync(row, current.Version, CancellationToken.None));
        }
    }

    public Task AddAsync(string displayName) => _tenant is not null
        ? throw MailException.Exists($"There is a tenant '{Key}' already.")
        : CreateAsync(displayName);

    public Task RenameAsync(string displayName, string? expected)
    {
        if (_tenant is not { } current)
        {
            throw MailException.NotFound($"There is no tenant '{Key}'.");
        }

        return expected is null || expected == current.Row.DisplayName
            ? CreateAsync(displayName)
            : throw new MailException(MailErrorCode.Aborted, "The tenant was changed meanwhile: read it again.");
    }

    public async Task<TenantInfo?> GetAsync()
    {
        // Its domains come and go without it.
        await LoadAsync();
        return _tenant is { Row: var row } ? TenantViews.Of(row) : null;
    }

    public async Task<bool> DeleteAsync()
    {
        if (_tenant is not { } current)
        {
            return false;
        }

        var deletion = await this.ChangeAsync(() => tenants.DeleteAsync(current.Row.Id, current.Version, CancellationToken.None));
        if (deletion.Outcome == DeletionOutcome.InUse)
        {
            throw new MailException(MailErrorCode.FailedPrecondition, "The tenant has domains: delete their users and aliases, then the domains.");
        }

        if (deletion.Outcome == DeletionOutcome.Stale)
        {
            throw this.Stale();
        }

        _tenant = null;
        foreach (var key in deletion.ApiKeys)
        {
            // It is gone; this is for what remembers it.
            await GrainFactory.GetGrain<IApiKeyGrain>(key).RevokeAsync();
        }

        return true;
    }

    private async Task LoadAsync() =>
        _tenant = TryReadId(out var id) ? await StoreCalls.ReadAsync(() => tenants.FindAsync(id, CancellationToken.None)) : null;

    private bool TryReadId(out TenantId id) => TenantId.TryParse(Key, out id) && id.Value == Key;

    private async Task WriteAsync(TenantRow row, Func<ValueTask<Guid?>> write) =>
        _tenant = new Versioned<TenantRow>(row, await this.ChangeAsync(write) ?? throw this.Stale());
}
