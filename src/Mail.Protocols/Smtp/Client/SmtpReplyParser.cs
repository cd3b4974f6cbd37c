using System.Buffers;
using System.Text;

namespace Mail.Protocols.Smtp.Client;

/// <summary>Takes whole replies off the front of what a server sent (RFC 5321 §4.2.1). A line may end in LF alone, as some servers do.</summary>
public static class SmtpReplyParser
{
    /// <summary>Octets of a line; RFC 5321 §4.5.3.1.5 allows 512, servers send more.</summary>
    public const int MaxLine = 4096;

    /// <summary>Lines of a reply.</summary>
    public const int MaxLines = 100;

    /// <summary>Takes one reply.</summary>
    /// <param name="input">Moved behind the reply when there is one.</param>
    /// <param name="reply">The reply for <see cref="SmtpReplyResult.Reply"/>.</param>
    public static SmtpReplyResult Read(ref ReadOnlySequence<byte> input, out SmtpServerReply? reply)
    {
        reply = null;
        var lines = new List<string>(1);
        var reader = new SequenceReader<byte>(input);
        var code = 0;
        while (reader.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n'))
        {
            if (line.Length > MaxLine || lines.Count == MaxLines || !TryLine(Octets(line), out var number, out var more, out var text) || (code != 0 && number != code))
            {
                return SmtpReplyResult.Malformed;
            }

            code = number;
            lines.Add(text);
            if (!more)
            {
                input = input.Slice(reader.Position);
                reply = new SmtpServerReply(code, Status(code, text), lines);
                return SmtpReplyResult.Reply;
            }
        }

        return reader.Remaining > MaxLine ? SmtpReplyResult.Malformed : SmtpReplyResult.Incomplete;
    }

    private static ReadOnlySpan<byte> Octets(in ReadOnlySequence<byte> line)
    {
        ReadOnlySpan<byte> octets = line.IsSingleSegment ? line.FirstSpan : line.ToArray();
        return octets is [.., (byte)'\r'] ? octets[..^1] : octets;
    }

    private static bool TryLine(ReadOnlySpan<byte> line, out int code, out bool more, out string text)
    {
        (code, more, text) = (0, false, "");
        if (line.Length < 3 || line[0] is < (byte)'2' or > (byte)'5' || !char.IsAsciiDigit((char)line[1]) || !char.IsAsciiDigit((char)line[2])
            || (line.Length > 3 && line[3] is not ((byte)' ' or (byte)'-')))
        {
            return false;
        }

        code = ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + (line[2] - '0');
        more = line.Length > 3 && line[3] == '-';
        text = line.Length > 4 ? Printable(line[4..]) : "";
        return true;
    }

    private static string Printable(ReadOnlySpan<byte> text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var b in text)
        {
            printable.Append(b is >= 0x20 and < 0x7f ? (char)b : '?');
        }

        return printable.ToString();
    }

    private static EnhancedStatusCode? Status(int code, string text)
    {
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        var parts = (end < 0 ? text : text[..end]).Split('.');
        return parts.Length == 3 && Number(parts[0], out var first) && Number(parts[1], out var second) && Number(parts[2], out var third) && first == code / 100
            ? new EnhancedStatusCode(first, second, third)
            : null;
    }

    private static bool Number(string text, out int number) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number) && number < 1000;
}
