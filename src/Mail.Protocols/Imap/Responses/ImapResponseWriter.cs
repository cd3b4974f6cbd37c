using System.Buffers.Text;
using System.Buffers;
using System.Globalization;
using System.Text;
using Mail.Domain.Mailboxes;

namespace Mail.Protocols.Imap;

/// <summary>Writes responses (RFC 3501 section 7) into a buffer; it never flushes.</summary>
/// <param name="output">Where the bytes go.</param>
public sealed class ImapResponseWriter(IBufferWriter<byte> output)
{
    private const int LongestQuoted = 1000;

    private static readonly SearchValues<byte> QuotableAscii = SearchValues.Create(
        Enumerable.Range(0x20, 0x5f).Select(b => (byte)b).Where(b => b is not ((byte)'"' or (byte)'\\')).ToArray());

    /// <summary>The buffer, for writers of structured data (ENVELOPE, BODYSTRUCTURE).</summary>
    public IBufferWriter<byte> Output { get; } = output;

    /// <summary>Whether the client has enabled UTF-8 in strings and mailbox names (RFC 6855, RFC 9051).</summary>
    public bool Utf8 { get; set; }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Output.GetSpan(bytes.Length));
        Output.Advance(bytes.Length);
    }

    /// <summary>Writes text that is known to be ASCII.</summary>
    public void Ascii(ReadOnlySpan<char> text) => Output.Advance(Encoding.ASCII.GetBytes(text, Output.GetSpan(text.Length)));

    public void Number(ulong value)
    {
        Utf8Formatter.TryFormat(value, Output.GetSpan(20), out var written);
        Output.Advance(written);
    }

    public void CrLf() => Raw("\r\n"u8);

    /// <summary>Writes the completion of a command.</summary>
    public void Tagged(string tag, ImapReply reply)
    {
        Ascii(tag);
        Status(reply);
    }

    /// <summary>Writes an untagged status response.</summary>
    public void Untagged(ImapReply reply)
    {
        Raw("*"u8);
        Status(reply);
    }

    /// <summary>Writes an untagged line as it stands.</summary>
    public void Untagged(ReadOnlySpan<byte> line)
    {
        Raw("* "u8);
        Raw(line);
        CrLf();
    }

    /// <summary>Writes <c>* 5 EXISTS</c> and its like.</summary>
    public void Numbered(uint number, ReadOnlySpan<byte> what)
    {
        Raw("* "u8);
        Number(number);
        Raw(" "u8);
        Raw(what);
        CrLf();
    }

    /// <summary>Asks for more; <paramref name="text"/> may be empty.</summary>
    public void Continuation(ReadOnlySpan<byte> text)
    {
        Raw("+ "u8);
        Raw(text);
        CrLf();
    }

    /// <summary>Writes a string: quoted if that is short and safe, otherwise a literal.</summary>
    public void String(ReadOnlySpan<byte> value)
    {
        if (value.Length <= LongestQuoted && value.IndexOfAnyExcept(QuotableAscii) < 0)
        {
            Raw("\""u8);
            Raw(value);
            Raw("\""u8);
        }
        else if (value.Length <= LongestQuoted && CanQuote(value))
        {
            Quoted(value);
        }
        else
        {
            Literal(value);
        }
    }

    /// <summary>Writes a literal; NULs as <see cref="ReplaceNul"/> has it.</summary>
    public void Literal(ReadOnlySpan<byte> value)
    {
        LiteralHeader(value.Length);
        var target = Output.GetSpan(value.Length)[..value.Length];
        value.CopyTo(target);
        ReplaceNul(target);
        Output.Advance(value.Length);
    }

    /// <summary>No string of IMAP may hold NUL (RFC 9051 section 9, CHAR8): 0x80 stands for it, so that every length stays true.</summary>
    public static void ReplaceNul(Span<byte> value)
    {
        if (value.IndexOf((byte)0) is >= 0 and var first)
        {
            value[first..].Replace((byte)0, (byte)0x80);
        }
    }

    public void String(string value) => String(Encoding.UTF8.GetBytes(value));

    /// <summary>Writes a string, or NIL for null.</summary>
    public void NString(string? value)
    {
        if (value is null)
        {
            Raw("NIL"u8);
        }
        else
        {
            String(value);
        }
    }

    /// <summary>Announces a literal, whose bytes the caller writes.</summary>
    public void LiteralHeader(long length)
    {
        Raw("{"u8);
        Number((ulong)length);
        Raw("}\r\n"u8);
    }

    public void MailboxName(string name) => String(Utf8 ? name : ModifiedUtf7.Encode(name));

    /// <summary>Writes <c>(\Seen keyword)</c>.</summary>
    public void Flags(MessageFlags system, ReadOnlySpan<string> keywords)
    {
        Raw("("u8);
        var first = true;
        foreach (var (flag, name) in ImapFlagNames.Table)
        {
            if ((system & flag) != 0)
            {
                Raw(first ? ""u8 : " "u8);
                Ascii(name);
                first = false;
            }
        }

        for (var i = 0; i < keywords.Length; i++)
        {
            Raw(first ? ""u8 : " "u8);
            Ascii(keywords[i]);
            first = false;
        }

        Raw(")"u8);
    }

    /// <summary>Writes a date-time with its quotes.</summary>
    public void DateTime(DateTimeOffset value) => Output.Advance(ImapDate.Format(value, Output.GetSpan(ImapDate.DateTimeLength)));

    /// <summary>Writes <c>(MESSAGES 3 UIDNEXT 9)</c>.</summary>
    public void StatusItems(IEnumerable<(string Name, ulong Value)> items)
    {
        Raw("("u8);
        var first = true;
        foreach (var (name, value) in items)
        {
            Raw(first ? ""u8 : " "u8);
            Ascii(string.Create(CultureInfo.InvariantCulture, $"{name} {value}"));
            first = false;
        }

        Raw(")"u8);
    }

    private void Status(ImapReply reply)
    {
        Raw(reply.Status switch
        {
            ImapStatus.Ok => " OK "u8,
            ImapStatus.No => " NO "u8,
            ImapStatus.Bad => " BAD "u8,
            ImapStatus.PreAuth => " PREAUTH "u8,
            _ => " BYE "u8,
        });
        if (reply.Code is { } code)
        {
            Raw("["u8);
            Ascii(code);
            Raw("] "u8);
        }

        Ascii(reply.Text);
        CrLf();
    }

    /// <summary>A quoted string holds no CR, LF or NUL, and 8-bit characters only once the client has enabled UTF-8.</summary>
    private bool CanQuote(ReadOnlySpan<byte> value) =>
        value.IndexOfAny((byte)'\r', (byte)'\n', (byte)0) < 0
        && (value.IndexOfAnyInRange((byte)0x80, (byte)0xff) < 0 || (Utf8 && System.Text.Unicode.Utf8.IsValid(value)));

    private void Quoted(ReadOnlySpan<byte> value)
    {
        var target = Output.GetSpan((value.Length * 2) + 2);
        var length = 0;
        target[length++] = (byte)'"';
        foreach (var b in value)
        {
            if (b is (byte)'"' or (byte)'\\')
            {
                target[length++] = (byte)'\\';
            }

            target[length++] = b;
        }

        target[length++] = (byte)'"';
        Output.Advance(length);
    }
}
