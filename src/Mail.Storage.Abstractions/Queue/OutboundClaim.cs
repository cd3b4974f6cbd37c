using System.Collections.Immutable;

namespace Mail.Storage.Queue;

/// <summary>Rows that one worker may try until a deadline.</summary>
/// <param name="Token">Names the claim in what follows.</param>
/// <param name="Rows">Oldest first; may be empty.</param>
public sealed record OutboundClaim(Guid Token, ImmutableArray<QueuedDelivery> Rows);
