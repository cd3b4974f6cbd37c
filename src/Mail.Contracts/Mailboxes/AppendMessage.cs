using System.Collections.Immutable;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
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
    [property: Id(5)] DateTimeOffset? InternalDate)
{
    /// <summary>Names the request: repeating it with the same key files nothing, and answers with the place of the first time. Null: it is filed again.</summary>
    [Id(6)]
    public IngestId? Key { get; init; }

    /// <summary>It may have been filed before: look before filing.</summary>
    [Id(7)]
    public bool Again { get; init; }
}
