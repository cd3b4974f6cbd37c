using System.Collections.Immutable;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>A stretch of a folder's change log.</summary>
/// <param name="Changed">New and changed live messages, in their last state, by UID.</param>
/// <param name="Expunged">UIDs that went.</param>
/// <param name="UpToModSeq">Ask again from here.</param>
/// <param name="More">There is more right now.</param>
/// <param name="Folder">The folder at that moment.</param>
[GenerateSerializer, Immutable, Alias("mail.changes")]
public sealed record FolderChanges(
    [property: Id(0)] ImmutableArray<MessageEntry> Changed,
    [property: Id(1)] UidSet Expunged,
    [property: Id(2)] long UpToModSeq,
    [property: Id(3)] bool More,
    [property: Id(4)] FolderView Folder);
