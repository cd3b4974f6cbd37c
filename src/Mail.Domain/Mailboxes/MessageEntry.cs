using System.Collections.Immutable;
using Mail.Domain.Blobs;

namespace Mail.Domain.Mailboxes;

/// <summary>One message of a folder as every protocol lists it. Immutable; a change makes a new entry with a higher MODSEQ.</summary>
/// <param name="Uid">Unique in the folder for ever (RFC 9051 §2.3.1.1).</param>
/// <param name="ModSeq">The account's MODSEQ at the last change (RFC 7162).</param>
/// <param name="MessageNo">Unique in the account and kept across moves: the stable identity for OBJECTID and ActiveSync.</param>
/// <param name="Flags">System flags.</param>
/// <param name="Keywords">User-defined flags, sorted.</param>
/// <param name="InternalDate">When it was received, in UTC, to the second.</param>
/// <param name="Blob">Its bytes; the length is RFC822.SIZE.</param>
public readonly record struct MessageEntry(
    uint Uid,
    long ModSeq,
    long MessageNo,
    MessageFlags Flags,
    ImmutableArray<string> Keywords,
    DateTimeOffset InternalDate,
    BlobRef Blob)
{
    public int Size => Blob.Length;
}
