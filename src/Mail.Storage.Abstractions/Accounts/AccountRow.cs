using Mail.Domain.Auth;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;

namespace Mail.Storage.Accounts;

/// <summary>An account, without its app passwords.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Tenant">Whose it is: the tenant of its domain.</param>
/// <param name="Address">Its own address, unique among accounts that are not being deleted.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="Verifier">What is kept of its password.</param>
/// <param name="Quota">What its mailbox may hold.</param>
/// <param name="Disabled">Nobody may log in.</param>
/// <param name="CopyToSent">What it submits is kept in its Sent folder.</param>
/// <param name="Deleting">A deletion has begun and must be finished; the account is not listed any more.</param>
public sealed record AccountRow(
    AccountId Id,
    TenantId Tenant,
    EmailAddress Address,
    string DisplayName,
    ScramCredentials Verifier,
    MailQuota Quota,
    bool Disabled = false,
    bool CopyToSent = false,
    bool Deleting = false);
