using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Mail.Mime.Imap;

/// <summary>
/// IMAP strings of raw header text: quoted when all octets are ASCII, else a literal (RFC 3501 section 4.3, RFC 9051 section 4.3).
/// Folds and NULs, which neither form may carry here, are removed and tabs become spaces.
/// </summary>
public static class ImapString
{
    private static readonly SearchValues<byte> Dropped = SearchValues.Create("\r\n\0"u8);
    private static readonly SearchValues<byte> NotPlain = SearchValues.Create("\"\\\r\n\0\t"u8);

    /// <summary>Octets that <see cref="Write(ReadOnlySpan{byte}, Span{byte})"/> needs at most.</summary>
    public static int MaxSize(int rawLength) => (2 * rawLength) + 16;

    /// <summary>Writes a string and returns its octets.</summary>
    public static int Write(ReadOnlySpan<byte> raw, Span<byte> destination)
    {
        if (!Ascii.IsValid(raw))
        {
            return WriteLiteral(raw, destination);
        }

        destination[0] = (byte)'"';
        int written = 1;
        if (raw.IndexOfAny(NotPlain) < 0)
        {
            raw.CopyTo(destination[1..]);
            written += raw.Length;
        }
        else
        {
            written += Escape(raw, destination[1..]);
        }

        destination[written] = (byte)'"';
        return written + 1;
    }

    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> raw) =>
        output.Advance(Write(raw, output.GetSpan(MaxSize(raw.Length))));

    /// <summary>Writes NIL for an empty value.</summary>
    public static int WriteOrNil(ReadOnlySpan<byte> raw, Span<byte> destination)
    {
        if (!raw.IsEmpty)
        {
            return Write(raw, destination);
        }

        "NIL"u8.CopyTo(destination);
        return 3;
    }

    public static void WriteOrNil(IBufferWriter<byte> output, ReadOnlySpan<byte> raw) =>
        output.Advance(WriteOrNil(raw, output.GetSpan(MaxSize(raw.Length))));

    private static int Escape(ReadOnlySpan<byte> raw, Span<byte> destination)
    {
        int written = 0;
        foreach (byte value in raw)
        {
            switch (value)
            {
                case (byte)'\r' or (byte)'\n' or 0:
                    continue;
                case (byte)'"' or (byte)'\\':
                    destination[written++] = (byte)'\\';
                    break;
            }

            destination[written++] = value == (byte)'\t' ? (byte)' ' : value;
        }

        return written;
    }

    private static int WriteLiteral(ReadOnlySpan<byte> raw, Span<byte> destination)
    {
        int length = 0;
        for (ReadOnlySpan<byte> rest = raw; !rest.IsEmpty;)
        {
            int run = rest.IndexOfAny(Dropped);
            length += run < 0 ? rest.Length : run;
            rest = run < 0 ? default : rest[(run + 1)..];
        }

        destination[0] = (byte)'{';
        Utf8Formatter.TryFormat(length, destination[1..], out int digits);
        "}\r\n"u8.CopyTo(destination[(1 + digits)..]);
        int start = 4 + digits;
        HeaderText.Unfold(raw, destination[start..]);
        destination.Slice(start, length).Replace((byte)'\t', (byte)' ');
        return start + length;
    }
}
