using System.Buffers;

namespace Mail.Mime;

/// <summary>
/// Splits an mbox file into its messages while it is read, with no more than one message in memory. A message begins at a "From " line with
/// a date, at the start of the file or behind an empty line; one '>' is taken from lines of '>'s and "From " (mboxrd, and mboxo as far as
/// it can be undone).
/// </summary>
/// <param name="largest">Octets of the largest message that is kept.</param>
public sealed class MboxSplitter(int largest)
{
    private const int LongestLine = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _line = new();
    private ArrayBufferWriter<byte>? _message;
    private DateTimeOffset? _receivedAt;
    private long _size;
    private int _number;
    private bool _isInLine;
    private bool _afterBlank = true;
    private bool _owesBlank;

    /// <summary>Takes the next piece of the file; returns the messages that it ends.</summary>
    public IEnumerable<MboxMessage> Push(ReadOnlyMemory<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            var end = piece.Span.IndexOf((byte)'\n');
            var part = end < 0 ? piece : piece[..(end + 1)];
            piece = piece[part.Length..];
            _line.Write(part.Span);
            if (end >= 0 || _line.WrittenCount >= LongestLine)
            {
                if (Line(_line.WrittenSpan, end >= 0) is { } ended)
                {
                    yield return ended;
                }

                _line.ResetWrittenCount();
            }
        }
    }

    /// <summary>The end of the file: the last message, if there is one.</summary>
    public MboxMessage? End()
    {
        if (_line.WrittenCount > 0)
        {
            Line(_line.WrittenSpan, ended: true);
        }

        return Finish();
    }

    private MboxMessage? Line(ReadOnlySpan<byte> line, bool ended)
    {
        var text = ended ? TrimEnd(line) : line;
        var isStart = !_isInLine;
        _isInLine = !ended;
        if (isStart && _afterBlank && MboxFromLine.Begins(text) && (MboxFromLine.ReadDate(text) is not null || _message is null))
        {
            var before = Finish();
            (_message, _receivedAt, _afterBlank) = (new ArrayBufferWriter<byte>(), MboxFromLine.ReadDate(text), false);
            _number++;
            return before;
        }

        if (_message is null)
        {
            // What stands before the first message is none.
            return null;
        }

        _afterBlank = isStart && ended && text.IsEmpty;
        if (_owesBlank)
        {
            Add("\r\n"u8);
        }

        // The last empty line of a message is the file's.
        _owesBlank = _afterBlank;
        if (!_afterBlank)
        {
            Add(isStart && text is [(byte)'>', ..] && MboxFromLine.Begins(text.TrimStart((byte)'>')) ? text[1..] : text);
            Add(ended ? "\r\n"u8 : []);
        }

        return null;
    }

    private void Add(ReadOnlySpan<byte> text)
    {
        _size += text.Length;
        if (_size <= largest)
        {
            _message!.Write(text);
        }
        else if (_message!.WrittenCount > 0)
        {
            _message = new ArrayBufferWriter<byte>();
        }
    }

    private MboxMessage? Finish()
    {
        if (_message is null)
        {
            return null;
        }

        var done = new MboxMessage(_number, _message.WrittenMemory, _size, _receivedAt);
        (_message, _size, _owesBlank) = (null, 0, false);
        return done;
    }

    private static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> line)
    {
        line = line is [.., (byte)'\n'] ? line[..^1] : line;
        return line is [.., (byte)'\r'] ? line[..^1] : line;
    }
}
