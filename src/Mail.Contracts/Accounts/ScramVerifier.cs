using Orleans;

namespace Mail.Contracts.Accounts;

/// <summary>
/// What is kept of a password: a SCRAM-SHA-256 verifier (RFC 5802 §3, RFC 7677), which serves PLAIN and SCRAM alike and from which the
/// password cannot be read.
/// </summary>
/// <param name="Salt">16 random bytes or more.</param>
/// <param name="Iterations">Of PBKDF2; at least 4,096.</param>
/// <param name="StoredKey">32 bytes.</param>
/// <param name="ServerKey">32 bytes.</param>
[GenerateSerializer, Immutable, Alias("mail.scram")]
public sealed record ScramVerifier(
    [property: Id(0)] ReadOnlyMemory<byte> Salt,
    [property: Id(1)] int Iterations,
    [property: Id(2)] ReadOnlyMemory<byte> StoredKey,
    [property: Id(3)] ReadOnlyMemory<byte> ServerKey);
