using System.Collections.Immutable;
using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>What a commit touched.</summary>
[GenerateSerializer, Immutable, Alias("mail.mailbox-changed")]
public sealed record MailboxChanged(
    [property: Id(0)] long ModSeq,
    [property: Id(1)] ImmutableArray<int> Folders,
    [property: Id(2)] bool FolderListChanged);
