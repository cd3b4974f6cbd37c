using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Storage.Rows;

namespace Mail.Storage.Domains;

/// <summary>
/// Domains in the relational store. A domain has a tenant, and no address is left without its domain: both are decided in the transaction
/// of the change. All methods throw <see cref="StoreUnavailableException"/> when the store does not answer.
/// </summary>
public interface IDomainStore
{
    /// <summary>Null if the domain is not served.</summary>
    ValueTask<Versioned<DomainRow>?> FindAsync(DomainName name, CancellationToken cancellation);

    /// <param name="domain">The new row.</param>
    /// <param name="mostOfTenant">How many domains its tenant may have, this one included.</param>
    /// <param name="cancellation">Counts until the change has begun.</param>
    ValueTask<Insertion> InsertAsync(DomainRow domain, int mostOfTenant, CancellationToken cancellation);

    /// <summary>Writes the settings; the tenant stays.</summary>
    /// <returns>The new version, or null and nothing is written: the row does not have <paramref name="version"/> any more.</returns>
    ValueTask<Guid?> UpdateAsync(DomainRow domain, Guid version, CancellationToken cancellation);

    /// <summary>Removes the domain, unless it has addresses.</summary>
    ValueTask<DeletionOutcome> DeleteAsync(DomainName name, Guid version, CancellationToken cancellation);

    /// <summary>Domains of a tenant by name, after <paramref name="after"/> (null: from the start), at most <paramref name="most"/>.</summary>
    ValueTask<ImmutableArray<DomainRow>> ListAsync(TenantId tenant, string? after, int most, CancellationToken cancellation);
}
