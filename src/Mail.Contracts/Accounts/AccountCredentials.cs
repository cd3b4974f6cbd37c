using System.Collections.Immutable;
using Orleans;

namespace Mail.Contracts.Accounts;

/// <summary>What logins are checked against.</summary>
/// <param name="Password">The account's own password.</param>
/// <param name="AppPasswords">Further ones; any of them will do.</param>
/// <param name="Tenant">Who the account belongs to, for the log.</param>
[GenerateSerializer, Immutable, Alias("mail.account-credentials")]
public sealed record AccountCredentials(
    [property: Id(0)] ScramVerifier Password,
    [property: Id(1)] ImmutableArray<ScramVerifier> AppPasswords,
    [property: Id(2)] string? Tenant = null);
