using System.Text;
using System.Text.Unicode;
using Mail.Domain.Auth;

namespace Mail.Protocols.Auth.Sasl;

/// <summary>The client-first-message of SCRAM (RFC 5802 §7).</summary>
/// <param name="Gs2Header">As sent, both commas included; returns in the channel binding of the final message.</param>
/// <param name="Bare">The message behind the GS2 header, which the signatures cover.</param>
/// <param name="AuthorizationId">Empty when absent.</param>
/// <param name="UserName">Decoded and prepared.</param>
/// <param name="Nonce">The client's part of the nonce.</param>
internal sealed record ScramClientFirst(string Gs2Header, string Bare, string AuthorizationId, string UserName, string Nonce)
{
    private const int MaxNonce = 512;

    public static SaslFailure Parse(ReadOnlySpan<byte> message, out ScramClientFirst? first)
    {
        first = null;
        if (!Utf8.IsValid(message) || message.Contains((byte)0))
        {
            return SaslFailure.Malformed;
        }

        var text = Encoding.UTF8.GetString(message);
        var parts = text.Split(',');
        if (parts.Length < 4)
        {
            return SaslFailure.Malformed;
        }

        // RFC 5802 §6: "p" wants channel binding, which only the -PLUS variant has. "y" means that the client could and
        // believes that we cannot, which is true; "n" that it cannot.
        if (parts[0].StartsWith("p=", StringComparison.Ordinal))
        {
            return SaslFailure.ChannelBinding;
        }

        var authorization = string.Empty;
        var good = parts[0] is "n" or "y"
            && (parts[1].Length == 0 || TryName(parts[1], "a=", out authorization))
            && parts[3].StartsWith("r=", StringComparison.Ordinal) && IsNonce(parts[3].AsSpan(2));
        // RFC 5802 §5.1: "m=" in front is a mandatory extension, so it fails here as an unknown attribute.
        if (!good || !TryName(parts[2], "n=", out var user))
        {
            return SaslFailure.Malformed;
        }

        var header = $"{parts[0]},{parts[1]},";
        first = new ScramClientFirst(header, text[header.Length..], authorization, user, parts[3][2..]);
        return SaslFailure.None;
    }

    // RFC 5802 §5.1: "=2C" and "=3D" stand for comma and equals sign; any other "=" is an error.
    private static bool TryName(string attribute, string prefix, out string name)
    {
        name = string.Empty;
        if (!attribute.StartsWith(prefix, StringComparison.Ordinal) || attribute.Length == prefix.Length
            || attribute.Length > SaslServerMechanism.MaxIdentity)
        {
            return false;
        }

        var encoded = attribute[prefix.Length..];
        var plain = encoded.Replace("=2C", ",", StringComparison.Ordinal);
        if (plain.Replace("=3D", string.Empty, StringComparison.Ordinal).Contains('='))
        {
            return false;
        }

        return SaslPrep.TryPrepare(plain.Replace("=3D", "=", StringComparison.Ordinal), out name);
    }

    private static bool IsNonce(ReadOnlySpan<char> nonce) =>
        nonce.Length is > 0 and <= MaxNonce && !nonce.ContainsAnyExceptInRange('!', '~');
}
