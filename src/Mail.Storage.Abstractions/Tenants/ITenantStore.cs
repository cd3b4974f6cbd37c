using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Storage.Rows;

namespace Mail.Storage.Tenants;

/// <summary>
/// Tenants in the relational store. What belongs to a tenant is decided in the same transaction: its end is refused while it has domains,
/// and nothing can be added to one that is gone. All methods throw <see cref="StoreUnavailableException"/> when the store does not answer.
/// </summary>
public interface ITenantStore
{
    /// <summary>Null if there is no such tenant.</summary>
    ValueTask<Versioned<TenantRow>?> FindAsync(TenantId id, CancellationToken cancellation);

    /// <returns>The version of the new row, or null if there is such a tenant.</returns>
    ValueTask<Guid?> InsertAsync(TenantRow tenant, CancellationToken cancellation);

    /// <returns>The new version, or null and nothing is written: the row does not have <paramref name="version"/> any more.</returns>
    ValueTask<Guid?> UpdateAsync(TenantRow tenant, Guid version, CancellationToken cancellation);

    /// <summary>Removes the tenant and its API keys, unless it has domains.</summary>
    ValueTask<TenantDeletion> DeleteAsync(TenantId id, Guid version, CancellationToken cancellation);

    /// <summary>Tenants by id, after <paramref name="after"/> (null: from the start), at most <paramref name="most"/>.</summary>
    ValueTask<ImmutableArray<TenantRow>> ListAsync(string? after, int most, CancellationToken cancellation);
}
