using System.Collections.Immutable;
using Mail.Domain.Identity;

namespace Mail.Storage.Directory;

/// <summary>One address of a domain.</summary>
/// <param name="Address">Unique in the whole system.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Account">For <see cref="AddressKind.Account"/>.</param>
/// <param name="Targets">For <see cref="AddressKind.Alias"/>: 1 to 1,000 addresses, in any domain.</param>
public sealed record DirectoryEntry(EmailAddress Address, AddressKind Kind, AccountId Account, ImmutableArray<EmailAddress> Targets);
