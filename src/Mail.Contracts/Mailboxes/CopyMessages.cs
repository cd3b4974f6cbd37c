using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>COPY or MOVE.</summary>
[GenerateSerializer, Immutable, Alias("mail.copy")]
public sealed record CopyMessages(
    [property: Id(0)] int FolderNo,
    [property: Id(1)] UidSet Uids,
    [property: Id(2)] FolderName Target);
