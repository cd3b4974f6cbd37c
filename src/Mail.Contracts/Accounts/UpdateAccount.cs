using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Accounts;

/// <summary>New values of an account; null leaves one as it is.</summary>
/// <param name="Expected">Aborted if the account is not like this any more; null: whatever it is.</param>
[GenerateSerializer, Immutable, Alias("mail.update-account")]
public sealed record UpdateAccount(
    [property: Id(0)] string? DisplayName,
    [property: Id(1)] bool? Enabled,
    [property: Id(2)] MailQuota? Quota,
    [property: Id(3)] ScramVerifier? Verifier,
    [property: Id(4)] AccountInfo? Expected)
{
    /// <summary>Whether what the account submits is kept in its Sent folder.</summary>
    [Id(5)]
    public bool? CopyToSent { get; init; }
}
