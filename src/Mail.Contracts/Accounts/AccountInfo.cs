using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Accounts;

/// <summary>An account as administrators and gateways see it.</summary>
/// <param name="CopyToSent">What it submits is kept in its Sent folder.</param>
[GenerateSerializer, Immutable, Alias("mail.account-info")]
public sealed record AccountInfo(
    [property: Id(0)] AccountId Id,
    [property: Id(1)] TenantId Tenant,
    [property: Id(2)] EmailAddress Address,
    [property: Id(3)] string DisplayName,
    [property: Id(4)] bool Enabled,
    [property: Id(5)] MailQuota Quota,
    [property: Id(6)] bool CopyToSent);
