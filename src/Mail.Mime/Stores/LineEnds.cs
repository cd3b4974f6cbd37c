using System.Buffers;

namespace Mail.Mime;

/// <summary>Line ends of messages that come from files.</summary>
public static class LineEnds
{
    /// <summary>The message with every line end as CRLF (RFC 5322 section 2.3); the same memory if it is so already.</summary>
    public static ReadOnlyMemory<byte> ToCrLf(ReadOnlyMemory<byte> message)
    {
        var text = message.Span;
        var bare = CountBareEnds(text);
        if (bare == 0)
        {
            return message;
        }

        // Exactly the room that is needed: a message of line ends alone doubles, and a growing buffer would double again.
        var output = new ArrayBufferWriter<byte>(message.Length + bare);
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            output.Write(line is [.., (byte)'\r'] && end >= 0 ? line[..^1] : line);
            if (end < 0)
            {
                break;
            }

            output.Write("\r\n"u8);
            text = text[(end + 1)..];
        }

        return output.WrittenMemory;
    }

    private static int CountBareEnds(ReadOnlySpan<byte> text)
    {
        var bare = 0;
        while (text.IndexOf((byte)'\n') is >= 0 and var end)
        {
            bare += end == 0 || text[end - 1] != '\r' ? 1 : 0;
            text = text[(end + 1)..];
        }

        return bare;
    }
}
