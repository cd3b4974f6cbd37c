using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Storage.Rows;

namespace Mail.Storage.Accounts;

/// <summary>
/// Accounts in the relational store. App passwords are rows of their own, so that adding one writes one; they share the account's version.
/// All methods throw <see cref="StoreUnavailableException"/> when the store does not answer.
/// </summary>
public interface IAccountStore
{
    /// <summary>Null if there is no such account.</summary>
    ValueTask<StoredAccount?> FindAsync(AccountId id, CancellationToken cancellation);

    /// <summary>Adds the account and, in the same transaction, its address.</summary>
    /// <returns>No owner: the domain of the address is not served. Exists: the id is taken, or the address is by another entry of the directory.</returns>
    ValueTask<Insertion> InsertAsync(AccountRow account, CancellationToken cancellation);

    /// <summary>Writes all columns but id, tenant and address.</summary>
    /// <returns>The new version, or null and nothing is written: the account does not have <paramref name="version"/> any more.</returns>
    ValueTask<Guid?> UpdateAsync(AccountRow account, Guid version, CancellationToken cancellation);

    /// <returns>As <see cref="UpdateAsync"/>.</returns>
    ValueTask<Guid?> AddAppPasswordAsync(AccountId id, AppPasswordRow password, Guid version, CancellationToken cancellation);

    /// <returns>As <see cref="UpdateAsync"/>.</returns>
    ValueTask<Guid?> RemoveAppPasswordAsync(AccountId id, string password, Guid version, CancellationToken cancellation);

    /// <summary>Removes the account and its app passwords; its address is the directory's.</summary>
    /// <returns>False: the account is not there or has another version.</returns>
    ValueTask<bool> DeleteAsync(AccountId id, Guid version, CancellationToken cancellation);

    /// <summary>Accounts of a domain by local part, after <paramref name="after"/> (null: from the start), at most <paramref name="most"/>.</summary>
    ValueTask<ImmutableArray<AccountRow>> ListAsync(DomainName domain, string? after, int most, CancellationToken cancellation);
}
