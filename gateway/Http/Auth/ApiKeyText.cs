using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Mail.Gateway.Http.Auth;

/// <summary>
/// The text of an API key: <c>mok_ID_SECRET</c>, where the id (16 characters) is public and the secret is 256 random bits in base64url.
/// What is kept is the SHA-256 of the secret's text.
/// </summary>
public static class ApiKeyText
{
    public const int IdLength = 16;

    private const string Prefix = "mok_";
    private const int SecretLength = 43;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>Makes a key.</summary>
    /// <param name="id">Its public part.</param>
    /// <param name="hash">What to keep of it.</param>
    public static string Create(out string id, out byte[] hash) => Create(RandomNumberGenerator.GetBytes(IdLength), out id, out hash);

    /// <summary>Makes a key whose public part follows from bytes.</summary>
    /// <param name="entropy">At least <see cref="IdLength"/> bytes.</param>
    /// <param name="id">Its public part.</param>
    /// <param name="hash">What to keep of it.</param>
    public static string Create(ReadOnlySpan<byte> entropy, out string id, out byte[] hash)
    {
        Span<char> letters = stackalloc char[IdLength];
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = Letters[entropy[i] & 31];
        }

        id = new string(letters);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        hash = SHA256.HashData(Encoding.ASCII.GetBytes(secret));
        return $"{Prefix}{id}_{secret}";
    }

    /// <summary>Takes a key apart; false if it is none.</summary>
    public static bool TryRead(string text, out string id, out byte[] hash)
    {
        (id, hash) = ("", []);
        if (text.Length != Prefix.Length + IdLength + 1 + SecretLength || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || text[Prefix.Length + IdLength] != '_' || text.AsSpan(Prefix.Length, IdLength).ContainsAnyExcept(Letters))
        {
            return false;
        }

        id = text.Substring(Prefix.Length, IdLength);
        hash = SHA256.HashData(Encoding.UTF8.GetBytes(text[^SecretLength..]));
        return true;
    }
}
