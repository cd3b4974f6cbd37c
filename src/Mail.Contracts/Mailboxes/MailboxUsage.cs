using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>What a mailbox holds and may hold.</summary>
[GenerateSerializer, Immutable, Alias("mail.usage")]
public sealed record MailboxUsage(
    [property: Id(0)] long UsedBytes,
    [property: Id(1)] long UsedMessages,
    [property: Id(2)] MailQuota Quota);
