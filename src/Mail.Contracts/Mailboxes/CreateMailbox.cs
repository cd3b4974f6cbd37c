using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>Whose mailbox to create, and what it may hold.</summary>
[GenerateSerializer, Immutable, Alias("mail.create-mailbox")]
public sealed record CreateMailbox(
    [property: Id(0)] TenantId Tenant,
    [property: Id(1)] EmailAddress Address,
    [property: Id(2)] MailQuota Quota);
