using System.Collections.Immutable;
using Mail.Domain.Blobs;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>A message to file (IMAP APPEND, copy to Sent, import).</summary>
/// <param name="InternalDate">Null: now.</param>
[GenerateSerializer, Immutable, Alias("mail.append")]
public sealed record AppendMessage(
    [property: Id(0)] FolderName Folder,
    [property: Id(1)] BlobRef Blob,
    [property: Id(2)] ReadOnlyMemory<byte> Summary,
    [property: Id(3)] MessageFlags Flags,
    [property: Id(4)] ImmutableArray<string> Keywords,
    [property: Id(5)] DateTimeOffset? InternalDate);
