using System.Buffers;

namespace Mail.Mime;

/// <summary>Unstructured header text (RFC 5322 section 2.2.1, RFC 2047, RFC 6532).</summary>
public static class HeaderText
{
    private static readonly SearchValues<byte> Folds = SearchValues.Create("\r\n\0"u8);

    /// <summary>Unfolds and decodes a raw value. Text that is no encoded word is read as UTF-8, else as windows-1252.</summary>
    public static string Decode(ReadOnlySpan<byte> rawValue)
    {
        if (rawValue.IndexOfAny(Folds) < 0)
        {
            return EncodedWordDecoder.Decode(rawValue);
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(rawValue.Length);
        try
        {
            return EncodedWordDecoder.Decode(buffer.AsSpan(0, Unfold(rawValue, buffer)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Removes the line breaks of folds, which leaves the white space behind them (RFC 5322 section 2.2.3), and NULs. Returns the
    /// octets written; the destination needs the room of the value.
    /// </summary>
    public static int Unfold(ReadOnlySpan<byte> rawValue, Span<byte> destination)
    {
        int written = 0;
        while (!rawValue.IsEmpty)
        {
            int fold = rawValue.IndexOfAny(Folds);
            ReadOnlySpan<byte> run = fold < 0 ? rawValue : rawValue[..fold];
            run.CopyTo(destination[written..]);
            written += run.Length;
            rawValue = fold < 0 ? default : rawValue[(fold + 1)..];
        }

        return written;
    }
}
