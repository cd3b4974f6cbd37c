using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;

namespace Mail.Storage.Mailboxes;

/// <summary>A mailbox to create: MODSEQ 1, folders numbered from 1 in the given order, all subscribed.</summary>
/// <param name="Account">Its key.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Address">Primary address, for people who read the table.</param>
/// <param name="Quota">What it may hold.</param>
/// <param name="UidValidity">For all its folders.</param>
/// <param name="Folders">Names and roles; INBOX first.</param>
public sealed record NewMailbox(
    AccountId Account,
    TenantId Tenant,
    EmailAddress Address,
    MailQuota Quota,
    uint UidValidity,
    ImmutableArray<(FolderName Name, SpecialUse Use)> Folders);
