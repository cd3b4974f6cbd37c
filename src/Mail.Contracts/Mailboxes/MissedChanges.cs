using System.Collections.Immutable;
using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>What a listener missed.</summary>
/// <param name="ModSeq">Live changes follow after this MODSEQ.</param>
/// <param name="Changes">
/// By ascending MODSEQ. Old ones come summed up: a folder once, at its last change, and the last of them names the list of folders whether
/// that changed or not.
/// </param>
[GenerateSerializer, Immutable, Alias("mail.missed-changes")]
public sealed record MissedChanges(
    [property: Id(0)] long ModSeq,
    [property: Id(1)] ImmutableArray<MailboxChanged> Changes);
