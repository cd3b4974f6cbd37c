using System.Collections.Immutable;
using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Directory;

/// <summary>One address of a domain: of an account, or (no account) an alias with targets.</summary>
[GenerateSerializer, Immutable, Alias("mail.address")]
public sealed record AddressEntry(
    [property: Id(0)] EmailAddress Address,
    [property: Id(1)] AccountId? Account,
    [property: Id(2)] ImmutableArray<EmailAddress> Targets);
