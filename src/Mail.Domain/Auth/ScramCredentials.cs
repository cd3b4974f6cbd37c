using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mail.Domain.Auth;

/// <summary>
/// What a server keeps of a password: the SCRAM-SHA-256 verifier (RFC 5802 §3, RFC 7677). It serves SCRAM exchanges and
/// plain password checks alike, and the password cannot be read back from it.
/// </summary>
public sealed class ScramCredentials : IEquatable<ScramCredentials>
{
    /// <summary>Iterations for new verifiers; RFC 7677 §4 asks for 4096 at least.</summary>
    public const int DefaultIterations = 10_000;

    public const int MinIterations = 4096;

    /// <summary>Clients compute as many as the server says, so the bound protects them and us.</summary>
    public const int MaxIterations = 10_000_000;

    public const int DefaultSaltLength = 16;
    public const int MinSaltLength = 8;
    public const int MaxSaltLength = 64;
    private const int KeyLength = SHA256.HashSizeInBytes;
    private const string Scheme = "SCRAM-SHA-256";

    /// <exception cref="ArgumentException">A length or the count of iterations is out of its bounds.</exception>
    public ScramCredentials(ReadOnlyMemory<byte> salt, int iterations, ReadOnlyMemory<byte> storedKey, ReadOnlyMemory<byte> serverKey)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(salt.Length, MinSaltLength, nameof(salt));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(salt.Length, MaxSaltLength, nameof(salt));
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, MinIterations);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(iterations, MaxIterations);
        ArgumentOutOfRangeException.ThrowIfNotEqual(storedKey.Length, KeyLength, nameof(storedKey));
        ArgumentOutOfRangeException.ThrowIfNotEqual(serverKey.Length, KeyLength, nameof(serverKey));
        Salt = salt;
        Iterations = iterations;
        StoredKey = storedKey;
        ServerKey = serverKey;
    }

    public ReadOnlyMemory<byte> Salt { get; }

    public int Iterations { get; }

    /// <summary>H(ClientKey), 32 octets.</summary>
    public ReadOnlyMemory<byte> StoredKey { get; }

    /// <summary>HMAC(SaltedPassword, "Server Key"), 32 octets.</summary>
    public ReadOnlyMemory<byte> ServerKey { get; }

    /// <summary>Makes the verifier of a password; false when SASLprep refuses the password (RFC 4013).</summary>
    /// <param name="password">As the user typed it.</param>
    /// <param name="salt">Fresh randomness, <see cref="DefaultSaltLength"/> octets.</param>
    /// <param name="iterations">PBKDF2 rounds.</param>
    /// <param name="credentials">The verifier when the result is true.</param>
    public static bool TryCreate(
        string password,
        ReadOnlyMemory<byte> salt,
        int iterations,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ScramCredentials? credentials)
    {
        credentials = null;
        if (!SaslPrep.TryPrepare(password, out var prepared))
        {
            return false;
        }

        Span<byte> salted = stackalloc byte[KeyLength];
        SaltPassword(prepared, salt.Span, iterations, salted);
        credentials = new ScramCredentials(salt, iterations, StoredKeyOf(salted), HMACSHA256.HashData(salted, "Server Key"u8));
        CryptographicOperations.ZeroMemory(salted);
        return true;
    }

    /// <summary>Checks a password; costs <see cref="Iterations"/> rounds.</summary>
    public bool VerifyPassword(string password)
    {
        if (!SaslPrep.TryPrepare(password, out var prepared))
        {
            return false;
        }

        Span<byte> salted = stackalloc byte[KeyLength];
        SaltPassword(prepared, Salt.Span, Iterations, salted);
        var equal = CryptographicOperations.FixedTimeEquals(StoredKeyOf(salted), StoredKey.Span);
        CryptographicOperations.ZeroMemory(salted);
        return equal;
    }

    /// <summary>The first of several verifiers that a password fits, or null. Those that share salt and iterations cost the rounds once.</summary>
    public static ScramCredentials? FindMatch(IEnumerable<ScramCredentials> verifiers, string password)
    {
        if (!SaslPrep.TryPrepare(password, out var prepared))
        {
            return null;
        }

        Span<byte> salted = stackalloc byte[KeyLength];
        ScramCredentials? last = null;
        ScramCredentials? match = null;
        foreach (var verifier in verifiers)
        {
            if (last is null || !last.HasSaltOf(verifier))
            {
                SaltPassword(prepared, verifier.Salt.Span, verifier.Iterations, salted);
                last = verifier;
            }

            if (CryptographicOperations.FixedTimeEquals(StoredKeyOf(salted), verifier.StoredKey.Span))
            {
                match = verifier;
                break;
            }
        }

        CryptographicOperations.ZeroMemory(salted);
        return match;
    }

    /// <summary>True if both were made with one salt and one count, so that a client's answer to one challenge can be held against either.</summary>
    public bool HasSaltOf(ScramCredentials other) => Iterations == other.Iterations && Salt.Span.SequenceEqual(other.Salt.Span);

    /// <summary>Checks a client's proof over the AuthMessage (RFC 5802 §3): H(proof XOR ClientSignature) is StoredKey.</summary>
    public bool VerifyProof(ReadOnlySpan<byte> authMessage, ReadOnlySpan<byte> proof)
    {
        if (proof.Length != KeyLength)
        {
            return false;
        }

        Span<byte> clientKey = stackalloc byte[KeyLength];
        HMACSHA256.HashData(StoredKey.Span, authMessage, clientKey);
        for (var i = 0; i < clientKey.Length; i++)
        {
            clientKey[i] ^= proof[i];
        }

        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(clientKey), StoredKey.Span);
    }

    /// <summary>ServerSignature over the AuthMessage (RFC 5802 §3).</summary>
    public byte[] Sign(ReadOnlySpan<byte> authMessage) => HMACSHA256.HashData(ServerKey.Span, authMessage);

    /// <summary>The text form <c>SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey</c>, base64 in all three places.</summary>
    public string ToStorageString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Scheme}${Iterations}:{Convert.ToBase64String(Salt.Span)}${Convert.ToBase64String(StoredKey.Span)}:{Convert.ToBase64String(ServerKey.Span)}");

    /// <summary>Reads <see cref="ToStorageString"/>.</summary>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ScramCredentials? credentials)
    {
        credentials = null;
        var parts = text?.Split('$', ':') ?? [];
        if (parts.Length != 5 || parts[0] != Scheme
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            || iterations is < MinIterations or > MaxIterations)
        {
            return false;
        }

        var salt = Decode(parts[2]);
        var stored = Decode(parts[3]);
        var server = Decode(parts[4]);
        if (salt.Length is < MinSaltLength or > MaxSaltLength || stored.Length != KeyLength || server.Length != KeyLength)
        {
            return false;
        }

        credentials = new ScramCredentials(salt, iterations, stored, server);
        return true;
    }

    public bool Equals(ScramCredentials? other) =>
        other is not null && Iterations == other.Iterations && Salt.Span.SequenceEqual(other.Salt.Span)
        && CryptographicOperations.FixedTimeEquals(StoredKey.Span, other.StoredKey.Span)
        && CryptographicOperations.FixedTimeEquals(ServerKey.Span, other.ServerKey.Span);

    public override bool Equals(object? obj) => Equals(obj as ScramCredentials);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Salt.Span);
        hash.Add(Iterations);
        return hash.ToHashCode();
    }

    /// <summary>Without the keys, so that no log can show them.</summary>
    public override string ToString() => $"{Scheme} i={Iterations}";

    private static void SaltPassword(string prepared, ReadOnlySpan<byte> salt, int iterations, Span<byte> salted) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(prepared), salt, salted, iterations, HashAlgorithmName.SHA256);

    private static byte[] StoredKeyOf(ReadOnlySpan<byte> salted) => SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));

    private static byte[] Decode(string base64)
    {
        var buffer = new byte[MaxSaltLength];
        return Convert.TryFromBase64String(base64, buffer, out var length) ? buffer[..length] : [];
    }
}
