using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>A folder as STATUS, SELECT and LIST show it, at one MODSEQ.</summary>
[GenerateSerializer, Immutable, Alias("mail.folder")]
public sealed record FolderView(
    [property: Id(0)] int FolderNo,
    [property: Id(1)] FolderName Name,
    [property: Id(2)] SpecialUse Use,
    [property: Id(3)] uint UidValidity,
    [property: Id(4)] uint UidNext,
    [property: Id(5)] long HighestModSeq,
    [property: Id(6)] long Messages,
    [property: Id(7)] long Unseen,
    [property: Id(8)] long Deleted,
    [property: Id(9)] long Bytes);
