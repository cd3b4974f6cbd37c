using System.Collections.Immutable;
using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Directory;

/// <summary>
/// The addresses of one domain, keyed by its A-label name: accounts, aliases, <c>user+tag</c> and catch-all. The only writer of its
/// rows, so its answers are never stale.
/// </summary>
[Alias("mail.directory")]
public interface IDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Who receives mail for a local part. Aliases are followed (also into other domains), loops are cut, at most 1,000 accounts.</summary>
    /// <param name="localPart">Unquoted; any case.</param>
    Task<Resolution> ResolveAsync(string localPart);

    /// <summary>Gives an address to an account. AlreadyExists if another entry has it; NotFound if the domain is not served.</summary>
    Task AddAccountAsync(string localPart, AccountId account);

    /// <summary>Makes an address stand for others. AlreadyExists if another entry has it.</summary>
    Task AddAliasAsync(string localPart, ImmutableArray<EmailAddress> targets);

    /// <summary>Makes an address an alias of exactly these targets. True if it is new; AlreadyExists if an account has it.</summary>
    Task<bool> PutAliasAsync(string localPart, ImmutableArray<EmailAddress> targets);

    /// <summary>False if it was not there.</summary>
    Task<bool> RemoveAsync(string localPart);

    /// <summary>The entry of exactly this local part, or null: no tags, no catch-all, aliases not followed.</summary>
    Task<AddressEntry?> FindAsync(string localPart);

    /// <summary>The domain's settings changed: read them again.</summary>
    Task RefreshAsync();
}
