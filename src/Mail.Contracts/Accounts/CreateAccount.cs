using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Accounts;

/// <summary>A new account.</summary>
[GenerateSerializer, Immutable, Alias("mail.create-account")]
public sealed record CreateAccount(
    [property: Id(0)] EmailAddress Address,
    [property: Id(1)] string DisplayName,
    [property: Id(2)] ScramVerifier Verifier,
    [property: Id(3)] MailQuota Quota);
