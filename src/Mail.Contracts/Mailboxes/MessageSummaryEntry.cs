using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>A message's stored header summary, in the encoding of Mail.Mime.</summary>
[GenerateSerializer, Immutable, Alias("mail.summary")]
public readonly record struct MessageSummaryEntry(
    [property: Id(0)] uint Uid,
    [property: Id(1)] ReadOnlyMemory<byte> Summary);
