using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Storage.Rows;

namespace Mail.Storage.Keys;

/// <summary>
/// API keys in the relational store. A key is never changed, only added and removed; those of a tenant go with it.
/// All methods throw <see cref="StoreUnavailableException"/> when the store does not answer.
/// </summary>
public interface IApiKeyStore
{
    /// <summary>Null if there is no such key.</summary>
    ValueTask<Versioned<ApiKeyRow>?> FindAsync(string id, CancellationToken cancellation);

    /// <param name="key">The new row.</param>
    /// <param name="mostOfOwner">How many keys its tenant, or the system, may have. Several of the system that are added at the same time may pass it together.</param>
    /// <param name="cancellation">Counts until the change has begun.</param>
    ValueTask<Insertion> InsertAsync(ApiKeyRow key, int mostOfOwner, CancellationToken cancellation);

    /// <returns>False: the key is not there or has another version.</returns>
    ValueTask<bool> DeleteAsync(string id, Guid version, CancellationToken cancellation);

    /// <summary>Keys of a tenant (null: of the system) by id, after <paramref name="after"/> (null: from the start), at most <paramref name="most"/>.</summary>
    ValueTask<ImmutableArray<ApiKeyRow>> ListAsync(TenantId? tenant, string? after, int most, CancellationToken cancellation);
}
