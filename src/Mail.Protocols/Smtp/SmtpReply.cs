using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Mail.Protocols.Smtp;

/// <summary>
/// One SMTP reply as a value: code, enhanced status code (RFC 2034) and one or more lines of text (RFC 5321 §4.2).
/// Text is made printable ASCII when the reply is built, so no reply can carry a line end of a peer.
/// </summary>
public sealed class SmtpReply
{
    // RFC 5321 §4.5.3.1.5: 512 octets for a reply line, code and CRLF included.
    private const int MaxText = 480;

    public SmtpReply(int code, EnhancedStatusCode? status, params string[] lines)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(code, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, 599);
        Code = code;
        Status = status;
        Lines = lines.Length == 0 ? [string.Empty] : Array.ConvertAll(lines, Printable);
    }

    /// <summary>A single line with an enhanced status code whose class follows from the reply code.</summary>
    public SmtpReply(int code, int subject, int detail, string text)
        : this(code, new EnhancedStatusCode(code / 100, subject, detail), text)
    {
    }

    /// <summary>200 to 599.</summary>
    public int Code { get; }

    public EnhancedStatusCode? Status { get; }

    public IReadOnlyList<string> Lines { get; }

    /// <summary>True for 2yz and 3yz.</summary>
    public bool IsPositive => Code < 400;

    /// <summary>Renders <c>code-status text CRLF</c> … <c>code status text CRLF</c> (RFC 5321 §4.2.1).</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            var span = output.GetSpan(Lines[i].Length + 24);
            Utf8Formatter.TryFormat(Code, span, out var length);
            span[length++] = i == Lines.Count - 1 ? (byte)' ' : (byte)'-';
            length = WriteStatus(span, length);
            length += Encoding.ASCII.GetBytes(Lines[i], span[length..]);
            span[length++] = (byte)'\r';
            span[length++] = (byte)'\n';
            output.Advance(length);
        }
    }

    public override string ToString()
    {
        var buffer = new ArrayBufferWriter<byte>();
        WriteTo(buffer);
        return Encoding.ASCII.GetString(buffer.WrittenSpan);
    }

    private int WriteStatus(Span<byte> span, int length)
    {
        if (Status is not { } status)
        {
            return length;
        }

        Utf8Formatter.TryFormat(status.Class, span[length..], out var written);
        length += written;
        span[length++] = (byte)'.';
        Utf8Formatter.TryFormat(status.Subject, span[length..], out written);
        length += written;
        span[length++] = (byte)'.';
        Utf8Formatter.TryFormat(status.Detail, span[length..], out written);
        length += written;
        span[length++] = (byte)' ';
        return length;
    }

    private static string Printable(string text)
    {
        if (text.Length > MaxText)
        {
            text = text[..MaxText];
        }

        return text.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? string.Create(text.Length, text, static (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = source[i] is >= ' ' and <= '~' ? source[i] : '?';
                }
            })
            : text;
    }
}
