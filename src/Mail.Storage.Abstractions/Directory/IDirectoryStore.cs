using System.Collections.Immutable;
using Mail.Domain.Identity;

namespace Mail.Storage.Directory;

/// <summary>Addresses in the relational store. All methods throw <see cref="StoreUnavailableException"/> when it does not answer.</summary>
public interface IDirectoryStore
{
    ValueTask<DirectoryEntry?> FindAsync(EmailAddress address, CancellationToken cancellation);

    /// <summary>Adds an address.</summary>
    /// <returns>False if the address is taken by another entry; adding an equal entry again is true.</returns>
    ValueTask<bool> AddAsync(DirectoryEntry entry, CancellationToken cancellation);

    /// <summary>Gives the alias that has this address these targets.</summary>
    /// <returns>False if no alias has this address.</returns>
    ValueTask<bool> ReplaceTargetsAsync(DirectoryEntry alias, CancellationToken cancellation);

    /// <returns>False if it was not there.</returns>
    ValueTask<bool> RemoveAsync(EmailAddress address, CancellationToken cancellation);

    /// <summary>Entries of a domain by local part, after <paramref name="after"/> (null: from the start), at most <paramref name="most"/>.</summary>
    ValueTask<ImmutableArray<DirectoryEntry>> ListAsync(DomainName domain, string? after, int most, CancellationToken cancellation);
}
