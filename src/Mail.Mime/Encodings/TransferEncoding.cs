using System.Text;

namespace Mail.Mime;

/// <summary>Content-Transfer-Encoding (RFC 2045 section 6).</summary>
public enum TransferEncoding
{
    SevenBit,
    EightBit,
    Binary,
    QuotedPrintable,
    Base64,
    UuEncode,
    Unknown,
}

/// <summary>Names of transfer encodings.</summary>
public static class TransferEncodings
{
    /// <summary>The encoding of a field value; absent means 7bit, and quotes or text behind the token are ignored.</summary>
    public static TransferEncoding Parse(ReadOnlySpan<byte> value)
    {
        value = value.Trim(" \t\r\n\"'"u8);
        int end = value.IndexOfAny(" ;\t\r\n("u8);
        ReadOnlySpan<byte> token = end < 0 ? value : value[..end];
        return token switch
        {
            { IsEmpty: true } => TransferEncoding.SevenBit,
            _ when Is(token, "7bit"u8) || Is(token, "7-bit"u8) => TransferEncoding.SevenBit,
            _ when Is(token, "8bit"u8) || Is(token, "8-bit"u8) => TransferEncoding.EightBit,
            _ when Is(token, "binary"u8) => TransferEncoding.Binary,
            _ when Is(token, "base64"u8) => TransferEncoding.Base64,
            _ when Is(token, "quoted-printable"u8) => TransferEncoding.QuotedPrintable,
            _ when Is(token, "x-uuencode"u8) || Is(token, "uuencode"u8) || Is(token, "x-uue"u8) => TransferEncoding.UuEncode,
            _ => TransferEncoding.Unknown,
        };
    }

    private static bool Is(ReadOnlySpan<byte> token, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(token, name);
}
