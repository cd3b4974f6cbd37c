using System.Collections.Immutable;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>All folders and all subscribed names (which need not exist).</summary>
[GenerateSerializer, Immutable, Alias("mail.folders")]
public sealed record FolderList(
    [property: Id(0)] ImmutableArray<FolderView> Folders,
    [property: Id(1)] ImmutableArray<FolderName> Subscriptions);
