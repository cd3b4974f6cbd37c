using System.Buffers;
using System.Text.Unicode;
using System.Text;
using Mail.Domain.Mailboxes;

namespace Mail.Protocols.Imap;

/// <summary>Reads the tokens of RFC 3501 section 9 from one framed command. A method that returns false has read nothing useful.</summary>
internal ref struct ImapReader(ReadOnlySpan<byte> data, bool utf8)
{
    private static readonly SearchValues<byte> AtomBytes = Printable("(){ %*\"\\]");
    private static readonly SearchValues<byte> AStringBytes = Printable("(){ %*\"\\");
    private static readonly SearchValues<byte> ListBytes = Printable("(){ \"\\");
    private static readonly SearchValues<byte> SetBytes = SearchValues.Create("0123456789:,*"u8);

    private readonly ReadOnlySpan<byte> _data = data;
    private int _at;

    /// <summary>Whether mailbox names and strings are UTF-8 rather than modified UTF-7.</summary>
    public bool Utf8 { get; } = utf8;

    public readonly bool AtEnd => _at >= _data.Length;

    public readonly int Next => AtEnd ? -1 : _data[_at];

    private readonly ReadOnlySpan<byte> Rest => _data[_at..];

    public bool Char(char c)
    {
        if (Next != c)
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>One space, as the grammar has it, or more, as some clients have it.</summary>
    public bool Space()
    {
        var start = _at;
        while (Next == ' ')
        {
            _at++;
        }

        return _at > start;
    }

    /// <summary>The end of the command, spaces before it overlooked.</summary>
    public bool End()
    {
        Space();
        return AtEnd;
    }

    /// <summary>Takes <paramref name="word"/> in any case, if it stands here as a whole; <c>[</c> ends it, as in BODY[].</summary>
    public bool Keyword(ReadOnlySpan<byte> word)
    {
        var rest = Rest;
        if (rest.Length < word.Length || !Ascii.EqualsIgnoreCase(rest[..word.Length], word)
            || (rest.Length > word.Length && rest[word.Length] != '[' && AtomBytes.Contains(rest[word.Length])))
        {
            return false;
        }

        _at += word.Length;
        return true;
    }

    public bool Atom(out ReadOnlySpan<byte> atom) => Run(AtomBytes, out atom);

    public bool Tag(out ReadOnlySpan<byte> tag)
    {
        var ok = Run(AStringBytes, out tag) && tag.IndexOf((byte)'+') < 0 && Ascii.IsValid(tag);
        return ok;
    }

    public bool AString(out ReadOnlySpan<byte> value) =>
        Next is '"' or '{' ? String(out value) : Run(AStringBytes, out value);

    /// <summary>A quoted string or a literal.</summary>
    public bool String(out ReadOnlySpan<byte> value)
    {
        value = default;
        return Next == '"' ? Quoted(out value) : Next == '{' && Literal(out value);
    }

    /// <summary>A string, or null for NIL.</summary>
    public bool NString(out string? value)
    {
        value = null;
        return Keyword("NIL"u8) || (String(out var bytes) && Text(bytes, out value));
    }

    /// <summary>An astring as text in UTF-8.</summary>
    public bool AStringText(out string text)
    {
        text = "";
        return AString(out var bytes) && Text(bytes, out text!);
    }

    /// <summary>A mailbox name, INBOX in its one spelling.</summary>
    public bool Mailbox(out string name)
    {
        name = "";
        if (!AString(out var wire) || !MailboxText(wire, out name) || name.Length == 0)
        {
            return false;
        }

        name = name.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? "INBOX" : name;
        return true;
    }

    /// <summary>A pattern of LIST; it may be empty.</summary>
    public bool ListMailbox(out string pattern)
    {
        pattern = "";
        return (Next is '"' or '{' ? String(out var wire) : Run(ListBytes, out wire)) && MailboxText(wire, out pattern);
    }

    public bool Number(out uint value)
    {
        var ok = Number64(out var wide) && wide <= uint.MaxValue;
        value = (uint)wide;
        return ok;
    }

    /// <summary>A number below 2^63, as mod-sequences are.</summary>
    public bool Number64(out ulong value)
    {
        value = 0;
        var start = _at;
        while (Next is >= '0' and <= '9')
        {
            if (_at - start > 18)
            {
                return false;
            }

            value = (value * 10) + (ulong)(_data[_at++] - '0');
        }

        return _at > start && value <= long.MaxValue;
    }

    public bool Set(out ImapSequenceSet set)
    {
        set = null!;
        return Run(SetBytes, out var text) && ImapSequenceSet.TryParse(text, out set!);
    }

    /// <summary>A flag: a system flag, or a keyword; \Recent, which no client can set, is passed over.</summary>
    public bool Flag(ref MessageFlags system, List<string> keywords)
    {
        var start = _at;
        if (!Char('\\'))
        {
            if (keywords.Count == ImapFlagNames.MostKeywords || !Atom(out var keyword) || keyword.Length > ImapFlagNames.LongestKeyword
                || !Ascii.IsValid(keyword))
            {
                return false;
            }

            var name = Encoding.ASCII.GetString(keyword);
            if (!keywords.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                keywords.Add(name);
            }

            return true;
        }

        if (!Atom(out _))
        {
            return false;
        }

        var flag = ImapFlagNames.ParseSystem(_data[start.._at]);
        system |= flag;
        return flag != MessageFlags.None || Ascii.EqualsIgnoreCase(_data[start.._at], @"\Recent"u8);
    }

    /// <summary>Flags in parentheses.</summary>
    public bool FlagList(out ImapFlagList flags)
    {
        flags = ImapFlagList.Empty;
        var system = MessageFlags.None;
        var keywords = new List<string>();
        if (!Char('('))
        {
            return false;
        }

        Space();
        while (!Char(')'))
        {
            if (!Flag(ref system, keywords) || (!Space() && Next != ')'))
            {
                return false;
            }
        }

        flags = new ImapFlagList(system, keywords);
        return true;
    }

    /// <summary>Text in UTF-8 (of which US-ASCII is part).</summary>
    public static bool Text(ReadOnlySpan<byte> bytes, out string? text)
    {
        var ok = System.Text.Unicode.Utf8.IsValid(bytes) && !bytes.Contains((byte)0);
        text = ok ? Encoding.UTF8.GetString(bytes) : null;
        return ok;
    }

    /// <summary>Before UTF-8 is enabled, 8-bit names are taken as the UTF-8 that they are in practice.</summary>
    private readonly bool MailboxText(ReadOnlySpan<byte> wire, out string name)
    {
        if (!Utf8 && Ascii.IsValid(wire))
        {
            return ModifiedUtf7.TryDecode(wire, out name);
        }

        var ok = Text(wire, out var text);
        name = text ?? "";
        return ok;
    }

    private bool Run(SearchValues<byte> allowed, out ReadOnlySpan<byte> run)
    {
        var rest = Rest;
        var length = rest.IndexOfAnyExcept(allowed);
        run = length < 0 ? rest : rest[..length];
        _at += run.Length;
        return !run.IsEmpty;
    }

    private bool Quoted(out ReadOnlySpan<byte> value)
    {
        value = default;
        var body = _data[(_at + 1)..];
        var end = body.IndexOfAny((byte)'"', (byte)'\\', (byte)'\n');
        if (end >= 0 && body[end] == '"')
        {
            value = body[..end];
            _at += end + 2;
            return true;
        }

        return end >= 0 && Unescape(body, out value);
    }

    private bool Unescape(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> value)
    {
        // Up to the closing quote and no further: a command may hold many strings.
        var end = 0;
        while (end < body.Length && body[end] != '"')
        {
            end += body[end] == '\\' ? 2 : 1;
        }

        var text = new byte[Math.Min(end, body.Length)];
        var length = 0;
        for (var i = 0; i < body.Length; i++)
        {
            switch (body[i])
            {
                case (byte)'"':
                    value = text.AsSpan(0, length);
                    _at += i + 2;
                    return true;
                case (byte)'\\' when i + 1 < body.Length && body[i + 1] is (byte)'"' or (byte)'\\':
                    text[length++] = body[++i];
                    break;
                case (byte)'\\' or (byte)'\r' or (byte)'\n' or 0:
                    value = default;
                    return false;
                default:
                    text[length++] = body[i];
                    break;
            }
        }

        value = default;
        return false;
    }

    /// <summary>RFC 3501 section 4.3; the bytes are there, since the command is framed, but nothing here relies on it.</summary>
    private bool Literal(out ReadOnlySpan<byte> value)
    {
        value = default;
        _at++;
        if (!Number(out var size))
        {
            return false;
        }

        Char('+');
        if (!Char('}'))
        {
            return false;
        }

        Char('\r');
        if (!Char('\n') || size > (uint)Rest.Length)
        {
            return false;
        }

        value = Rest[..(int)size];
        _at += (int)size;
        return !value.Contains((byte)0);
    }

    private static SearchValues<byte> Printable(string except) =>
        SearchValues.Create(Enumerable.Range(0x21, 0xdf).Select(b => (byte)b).Where(b => b != 0x7f && !except.Contains((char)b)).ToArray());
}
