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
    private const string Prefix = "mok_";
    private const int IdLength = 16;
    private const int SecretLength = 43;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>Makes a key.</summary>
    /// <param name="id">Its public part.</param>
    /// <param name="hash">What to keep of it.</param>
    public static string Create(out string id, out byte[] hash)
    {
        id = string.Create(IdLength, 0, static (text, _) =>
        {
            Span<byte> random = stackalloc byte[IdLength];
            RandomNumberGenerator.Fill(random);
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Letters[random[i] & 31];
            }
        });
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
