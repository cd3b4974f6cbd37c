namespace Mail.Storage.Requests;

/// <summary>Answer of <see cref="IRequestLog.ClaimAsync"/>.</summary>
/// <param name="Outcome">What was found.</param>
/// <param name="CreatedAt">When the key was first used, UTC.</param>
/// <param name="Claim">Names the run that has the key, for what it says of itself later.</param>
/// <param name="Response">For <see cref="RequestOutcome.Done"/>.</param>
public readonly record struct RequestClaim(RequestOutcome Outcome, DateTimeOffset CreatedAt, Guid Claim, ReadOnlyMemory<byte> Response);
