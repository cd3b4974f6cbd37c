namespace Mail.Gateway.Http.Idempotency;

/// <summary>What a claim of an idempotency key gave.</summary>
/// <param name="Outcome">What was found.</param>
/// <param name="CreatedAt">When the key was first used, UTC.</param>
/// <param name="Run">Names the run, for what it says of itself later.</param>
/// <param name="Response">For <see cref="RememberedOutcome.Done"/>.</param>
public readonly record struct RememberedClaim(RememberedOutcome Outcome, DateTimeOffset CreatedAt, Guid Run, ReadOnlyMemory<byte> Response);
