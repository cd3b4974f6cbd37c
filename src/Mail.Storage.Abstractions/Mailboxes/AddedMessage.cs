using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;

namespace Mail.Storage.Mailboxes;

/// <summary>A message row to insert.</summary>
/// <param name="FolderNo">Its folder.</param>
/// <param name="Entry">UID, MODSEQ, flags, date and bytes.</param>
/// <param name="Summary">Header values for ENVELOPE and lists, in the encoding of Mail.Mime; opaque here, at most 8 KiB.</param>
/// <param name="Ingest">For what is filed once: the accepted message, or the request; with <paramref name="Recipient"/> unique in the account. Else null.</param>
/// <param name="Recipient">For a delivery: the recipient as given; for another request: which of its messages. Else null.</param>
public sealed record AddedMessage(int FolderNo, MessageEntry Entry, ReadOnlyMemory<byte> Summary, IngestId? Ingest, string? Recipient);
