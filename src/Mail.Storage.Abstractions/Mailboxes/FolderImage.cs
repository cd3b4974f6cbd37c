using Mail.Domain.Mailboxes;

namespace Mail.Storage.Mailboxes;

/// <summary>A folder's row.</summary>
/// <param name="FolderNo">Its key in the account; never used again after a delete, kept by a rename.</param>
/// <param name="Name">Unique in the account.</param>
/// <param name="Use">Role.</param>
/// <param name="UidValidity">RFC 9051 §2.3.1.1; not zero.</param>
/// <param name="UidNext">The next UID.</param>
/// <param name="HighestModSeq">MODSEQ of the last change in this folder (RFC 7162).</param>
/// <param name="Messages">Live messages.</param>
/// <param name="Unseen">Of these, without <c>\Seen</c>.</param>
/// <param name="Deleted">Of these, with <c>\Deleted</c>.</param>
/// <param name="Bytes">Their octets.</param>
public sealed record FolderImage(
    int FolderNo,
    FolderName Name,
    SpecialUse Use,
    uint UidValidity,
    uint UidNext,
    long HighestModSeq,
    long Messages,
    long Unseen,
    long Deleted,
    long Bytes);
