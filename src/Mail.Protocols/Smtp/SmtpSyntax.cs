using System.Buffers;

namespace Mail.Protocols.Smtp;

/// <summary>The character classes of RFC 5321 §4.1.2 and RFC 5322 §3.2.3, widened to UTF-8 by RFC 6531 §3.3.</summary>
internal static class SmtpSyntax
{
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<char> AtextOrDot = SearchValues.Create(Alphanumeric + "!#$%&'*+-/=?^_`{|}~.");
    private static readonly SearchValues<byte> AtextBytes = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&'*+-/=?^_`{|}~"u8);

    // RFC 5321 has no underscore in a domain, the world's mail has.
    private static readonly SearchValues<byte> LabelBytes = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"u8);
    private static readonly SearchValues<byte> HelloBytes = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.:[]+"u8);

    public static bool IsAtext(byte b) => b >= 0x80 || AtextBytes.Contains(b);

    public static bool IsLabelByte(byte b) => b >= 0x80 || LabelBytes.Contains(b);

    public static bool IsHelloName(ReadOnlySpan<byte> name)
    {
        foreach (var b in name)
        {
            if (b < 0x80 && !HelloBytes.Contains(b))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when a local part needs no quotes.</summary>
    public static bool IsDotString(ReadOnlySpan<char> local)
    {
        if (local.IsEmpty || local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var c in local)
        {
            if (c < 0x80 && !AtextOrDot.Contains(c))
            {
                return false;
            }
        }

        return true;
    }

    public static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text) => text.TrimEnd(" \t"u8);
}
