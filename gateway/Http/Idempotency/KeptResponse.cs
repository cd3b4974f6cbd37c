using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Mail.Gateway.Http.Idempotency;

/// <summary>
/// A response as it is kept: encrypted by a key that only the caller's own credentials give, because a response may show a new secret
/// that the server itself must not keep.
/// </summary>
internal sealed record KeptResponse(int Status, string? ContentType, string? Location, string? ETag, byte[] Body)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public byte[] Encrypt(ReadOnlySpan<byte> secret, string key)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(this);
        var kept = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(kept.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(KeyOf(secret, key), TagLength);
        cipher.Encrypt(kept.AsSpan(0, NonceLength), plain, kept.AsSpan(NonceLength, plain.Length), kept.AsSpan(NonceLength + plain.Length));
        return kept;
    }

    /// <summary>Null if the credentials are not those of the first request (a password that was changed since).</summary>
    public static KeptResponse? Decrypt(ReadOnlySpan<byte> kept, ReadOnlySpan<byte> secret, string key)
    {
        if (kept.Length < NonceLength + TagLength)
        {
            return null;
        }

        try
        {
            var plain = new byte[kept.Length - NonceLength - TagLength];
            using var cipher = new AesGcm(KeyOf(secret, key), TagLength);
            cipher.Decrypt(kept[..NonceLength], kept.Slice(NonceLength, plain.Length), kept[^TagLength..], plain);
            return JsonSerializer.Deserialize<KeptResponse>(plain);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] KeyOf(ReadOnlySpan<byte> secret, string key) => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes("kept-response:" + key));
}
