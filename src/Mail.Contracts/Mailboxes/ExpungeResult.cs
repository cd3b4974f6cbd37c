using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>What an EXPUNGE removed.</summary>
[GenerateSerializer, Immutable, Alias("mail.expunged")]
public sealed record ExpungeResult(
    [property: Id(0)] UidSet Expunged,
    [property: Id(1)] long ModSeq);
