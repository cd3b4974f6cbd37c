using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Storage.Rows;

namespace Mail.Storage.Directory;

/// <summary>
/// Addresses in the relational store, each of a domain that is served. An entry is added, replaced as a whole and removed, whatever it was
/// before, so it needs no version. All methods throw <see cref="StoreUnavailableException"/> when the store does not answer.
/// </summary>
public interface IDirectoryStore
{
    ValueTask<DirectoryEntry?> FindAsync(EmailAddress address, CancellationToken cancellation);

    /// <summary>Adds an address, if its domain is there in the same transaction.</summary>
    /// <returns>No owner: the domain is not served. Exists: another entry has the address; adding an equal entry again is done.</returns>
    ValueTask<InsertionOutcome> AddAsync(DirectoryEntry entry, CancellationToken cancellation);

    /// <summary>Gives the alias that has this address these targets.</summary>
    /// <returns>False if no alias has this address.</returns>
    ValueTask<bool> ReplaceTargetsAsync(DirectoryEntry alias, CancellationToken cancellation);

    /// <returns>False if it was not there.</returns>
    ValueTask<bool> RemoveAsync(EmailAddress address, CancellationToken cancellation);

    /// <summary>Entries of one kind of a domain by local part, after <paramref name="after"/> (null: from the start), at most <paramref name="most"/>.</summary>
    ValueTask<ImmutableArray<DirectoryEntry>> ListAsync(DomainName domain, AddressKind kind, string? after, int most, CancellationToken cancellation);
}
