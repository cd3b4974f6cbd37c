using Orleans;

namespace Mail.Contracts.Accounts;

/// <summary>A further password of an account, for one program or device.</summary>
/// <param name="Id">Unique in the account.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Verifier">With the salt and iterations of the account's password, so that SCRAM can tell either from one exchange.</param>
[GenerateSerializer, Immutable, Alias("mail.app-password")]
public sealed record AppPassword(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] ScramVerifier Verifier);
