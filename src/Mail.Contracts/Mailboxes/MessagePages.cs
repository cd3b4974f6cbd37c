using System.Collections.Immutable;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>Part of a folder, ascending by UID, in immutable pages that are shared and not copied inside a silo.</summary>
/// <param name="Pages">Each ascending; none empty.</param>
/// <param name="NextUid">Where to go on; 0 at the end.</param>
/// <param name="ModSeq">The folder's HIGHESTMODSEQ at that moment: read the changes after the lowest of several answers to make them one picture.</param>
/// <param name="Keywords">Every keyword of these messages, and of others of the folder as far as known.</param>
[GenerateSerializer, Immutable, Alias("mail.pages")]
public sealed record MessagePages(
    [property: Id(0)] ImmutableArray<ImmutableArray<MessageEntry>> Pages,
    [property: Id(1)] uint NextUid,
    [property: Id(2)] long ModSeq,
    [property: Id(3)] ImmutableArray<string> Keywords);
