using System.Collections.Immutable;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>STORE (RFC 9051 §6.4.6, RFC 7162 §3.1.3).</summary>
/// <param name="UnchangedSince">Only messages whose MODSEQ is at most this; null: all.</param>
[GenerateSerializer, Immutable, Alias("mail.store-flags")]
public sealed record StoreFlags(
    [property: Id(0)] int FolderNo,
    [property: Id(1)] UidSet Uids,
    [property: Id(2)] FlagOperation Operation,
    [property: Id(3)] MessageFlags Flags,
    [property: Id(4)] ImmutableArray<string> Keywords,
    [property: Id(5)] long? UnchangedSince);
