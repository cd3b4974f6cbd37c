using System.Buffers;
using System.Text;

namespace Mail.Protocols.Imap;

/// <summary>
/// Finds the end of a command: its lines and the literals between them (RFC 3501 section 4.3). It remembers how far it has
/// looked, so that bytes are scanned once however they arrive.
/// </summary>
/// <param name="maxLine">Bytes of all lines of a command together.</param>
/// <param name="maxLiterals">Bytes of all literals of a command together, the message of APPEND apart.</param>
public sealed class ImapFramer(int maxLine, int maxLiterals)
{
    private const int HeadLength = 128;
    private long _scanned;
    private long _lineStart;
    private long _literalBytes;

    /// <summary>Looks at <paramref name="buffer"/>, which begins with the first byte of a command.</summary>
    public ImapFrame Next(in ReadOnlySequence<byte> buffer)
    {
        while (true)
        {
            if (Step(buffer) is { } frame)
            {
                return frame;
            }
        }
    }

    /// <summary>Looks at one line; null to look at the next.</summary>
    private ImapFrame? Step(in ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length <= _scanned)
        {
            return new ImapFrame(ImapFrameKind.NeedMore);
        }

        var rest = buffer.Slice(_scanned);
        var newline = rest.PositionOf((byte)'\n');
        if (newline is null)
        {
            _scanned = buffer.Length;
            return IsTooLong(buffer.Length) ? Reset(new ImapFrame(ImapFrameKind.LineTooLong)) : new ImapFrame(ImapFrameKind.NeedMore);
        }

        var end = _scanned + rest.Slice(0, newline.Value).Length + 1;
        if (IsTooLong(end))
        {
            return Reset(new ImapFrame(ImapFrameKind.LineTooLong));
        }

        return TryReadAnnouncement(buffer.Slice(_lineStart, end - _lineStart), out var size, out var nonSync, out var brace)
            ? Literal(buffer, end, size, nonSync, _lineStart + brace)
            : Reset(new ImapFrame(ImapFrameKind.Command, end));
    }

    private bool IsTooLong(long end) => end - _literalBytes > maxLine;

    private ImapFrame? Literal(in ReadOnlySequence<byte> buffer, long end, long size, bool nonSync, long brace)
    {
        if (IsMessageOfAppend(buffer, brace))
        {
            return Reset(new ImapFrame(ImapFrameKind.AppendLiteral, end, size, nonSync));
        }

        if (size > maxLiterals - _literalBytes)
        {
            return Reset(new ImapFrame(ImapFrameKind.LiteralTooLarge, end, size, nonSync));
        }

        _literalBytes += size;
        _scanned = _lineStart = end + size;
        return nonSync ? null : new ImapFrame(ImapFrameKind.Continue, end, size);
    }

    private ImapFrame Reset(ImapFrame frame)
    {
        _scanned = _lineStart = _literalBytes = 0;
        return frame;
    }

    /// <summary>Only a literal right behind <c>tag APPEND</c> is the mailbox; any other one is the message.</summary>
    private static bool IsMessageOfAppend(in ReadOnlySequence<byte> buffer, long brace)
    {
        Span<byte> copy = stackalloc byte[HeadLength];
        var length = (int)Math.Min(HeadLength, Math.Min(buffer.Length, brace));
        buffer.Slice(0, length).CopyTo(copy);
        var head = (ReadOnlySpan<byte>)copy[..length];
        var verb = head.IndexOf((byte)' ') + 1;
        return verb > 1 && head.Length >= verb + 7 && Ascii.EqualsIgnoreCase(head.Slice(verb, 7), "APPEND "u8)
            && (head.Length == HeadLength || !head[(verb + 7)..].Trim((byte)' ').IsEmpty);
    }

    /// <summary>Reads <c>{n}</c> or <c>{n+}</c> at the end of a line.</summary>
    private static bool TryReadAnnouncement(in ReadOnlySequence<byte> line, out long size, out bool nonSync, out long brace)
    {
        const int longest = 16;
        Span<byte> copy = stackalloc byte[longest];
        size = brace = 0;
        nonSync = false;
        var length = (int)Math.Min(longest, line.Length);
        line.Slice(line.Length - length).CopyTo(copy);
        var tail = (ReadOnlySpan<byte>)copy[..length];
        tail = tail.EndsWith("\r\n"u8) ? tail[..^2] : tail[..^1];
        var open = tail.LastIndexOf((byte)'{');
        if (open < 0 || tail[^1] != '}')
        {
            return false;
        }

        brace = line.Length - length + open;
        var digits = tail[(open + 1)..^1];
        nonSync = digits.EndsWith("+"u8);
        digits = nonSync ? digits[..^1] : digits;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            size = (size * 10) + (digit - '0');
        }

        return !digits.IsEmpty;
    }
}
