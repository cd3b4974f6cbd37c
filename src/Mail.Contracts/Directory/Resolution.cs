using System.Collections.Immutable;
using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Directory;

/// <summary>Answer to "who receives this".</summary>
/// <param name="Kind">Whether there is anyone.</param>
/// <param name="Accounts">Accounts here, without repeats.</param>
/// <param name="Elsewhere">Addresses in domains that are not served here (an alias that forwards).</param>
[GenerateSerializer, Immutable, Alias("mail.resolution")]
public sealed record Resolution(
    [property: Id(0)] ResolutionKind Kind,
    [property: Id(1)] ImmutableArray<AccountId> Accounts,
    [property: Id(2)] ImmutableArray<EmailAddress> Elsewhere)
{
    public static Resolution UnknownDomain { get; } = new(ResolutionKind.UnknownDomain, [], []);

    public static Resolution UnknownUser { get; } = new(ResolutionKind.UnknownUser, [], []);
}
