using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>COPY or MOVE.</summary>
[GenerateSerializer, Immutable, Alias("mail.copy")]
public sealed record CopyMessages(
    [property: Id(0)] int FolderNo,
    [property: Id(1)] UidSet Uids,
    [property: Id(2)] FolderName Target)
{
    /// <summary>Names the request: repeating it with the same key changes nothing, and answers as the first time. Null: it is done again.</summary>
    [Id(3)]
    public IngestId? Key { get; init; }

    /// <summary>It may have been done before: look before doing it.</summary>
    [Id(4)]
    public bool Again { get; init; }
}
