using System.Collections.Immutable;
using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>For COPYUID (RFC 4315): the n-th source UID became the n-th target UID; both ascending; empty if nothing was there.</summary>
[GenerateSerializer, Immutable, Alias("mail.copied")]
public sealed record CopyResult(
    [property: Id(0)] uint UidValidity,
    [property: Id(1)] ImmutableArray<uint> Sources,
    [property: Id(2)] ImmutableArray<uint> Targets);
