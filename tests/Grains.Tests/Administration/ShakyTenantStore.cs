using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Storage;
using Mail.Storage.Rows;
using Mail.Storage.Tenants;

namespace Grains.Tests.Administration;

/// <summary>The store behind it, which a test may take away, or whose next answer it may lose.</summary>
internal sealed class ShakyTenantStore(ITenantStore store) : ITenantStore
{
    private bool _losesReply;

    public bool IsDown { get; set; }

    /// <summary>The next change is made, and its caller does not learn of it.</summary>
    public void LoseNextReply() => _losesReply = true;

    public ValueTask<Versioned<TenantRow>?> FindAsync(TenantId id, CancellationToken cancellation) => AskAsync(() => store.FindAsync(id, cancellation));

    public ValueTask<Guid?> InsertAsync(TenantRow tenant, CancellationToken cancellation) => ChangeAsync(() => store.InsertAsync(tenant, cancellation));

    public ValueTask<Guid?> UpdateAsync(TenantRow tenant, Guid version, CancellationToken cancellation) =>
        ChangeAsync(() => store.UpdateAsync(tenant, version, cancellation));

    public ValueTask<TenantDeletion> DeleteAsync(TenantId id, Guid version, CancellationToken cancellation) =>
        ChangeAsync(() => store.DeleteAsync(id, version, cancellation));

    public ValueTask<ImmutableArray<TenantRow>> ListAsync(string? after, int most, CancellationToken cancellation) =>
        AskAsync(() => store.ListAsync(after, most, cancellation));

    private ValueTask<T> AskAsync<T>(Func<ValueTask<T>> call) => IsDown ? throw new StoreUnavailableException("It is down.") : call();

    private async ValueTask<T> ChangeAsync<T>(Func<ValueTask<T>> call)
    {
        var answer = await AskAsync(call);
        if (_losesReply)
        {
            _losesReply = false;
            throw new StoreUnavailableException("The reply was lost.");
        }

        return answer;
    }
}
