using System.Buffers;

namespace Mail.Mime;

/// <summary>Line ends of messages that come from files.</summary>
public static class LineEnds
{
    /// <summary>The message with every line end as CRLF (RFC 5322 section 2.3); the same memory if it is so already.</summary>
    public static ReadOnlyMemory<byte> ToCrLf(ReadOnlyMemory<byte> message)
    {
        var text = message.Span;
        if (!HasBareEnds(text))
        {
            return message;
        }

        var output = new ArrayBufferWriter<byte>(message.Length + (message.Length / 16) + 2);
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            output.Write(line is [.., (byte)'\r'] ? line[..^1] : line);
            if (end < 0)
            {
                break;
            }

            output.Write("\r\n"u8);
            text = text[(end + 1)..];
        }

        return output.WrittenMemory;
    }

    private static bool HasBareEnds(ReadOnlySpan<byte> text)
    {
        while (text.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (end == 0 || text[end - 1] != '\r')
            {
                return true;
            }

            text = text[(end + 1)..];
        }

        return false;
    }
}
