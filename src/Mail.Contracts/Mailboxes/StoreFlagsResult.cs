using System.Collections.Immutable;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>Outcome of a STORE.</summary>
/// <param name="Messages">Every live message of the set in its state now (also those that had the flags already).</param>
/// <param name="Refused">Messages that <see cref="StoreFlags.UnchangedSince"/> kept unchanged (MODIFIED).</param>
[GenerateSerializer, Immutable, Alias("mail.flags-stored")]
public sealed record StoreFlagsResult(
    [property: Id(0)] ImmutableArray<MessageEntry> Messages,
    [property: Id(1)] UidSet Refused);
