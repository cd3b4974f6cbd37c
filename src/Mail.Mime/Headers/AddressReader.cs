using System.Buffers;
using Mail.Mime.Parsing;

namespace Mail.Mime;

/// <summary>What <see cref="AddressReader"/> stands on.</summary>
public enum AddressItem
{
    None,
    Mailbox,
    GroupStart,
    GroupEnd,
}

/// <summary>
/// Reads an address list (RFC 5322 section 3.4, obsolete forms of 4.4, SMTPUTF8 of RFC 6532) item by item without allocation. Comments
/// and quotes are removed, encoded words stay encoded. Broken lists give what can be told: missing angle brackets, missing commas,
/// semicolons instead of commas, a comment as the name.
/// </summary>
public ref struct AddressReader
{
    private const int MaxDomainLiteral = 256;
    private static readonly SearchValues<byte> AtomEnd = SearchValues.Create(" \t\r\n,;:<>@.()\"\\"u8);
    private readonly ReadOnlySpan<byte> _value;
    private readonly Span<byte> _scratch;
    private int _used;
    private int _position;
    private bool _inGroup;
    private bool _afterAngle;
    private int _commentsBrokenFrom = int.MaxValue;
    private int _quotesBrokenFrom = int.MaxValue;

    /// <param name="value">The raw field value; folds are white space.</param>
    /// <param name="scratch">Room for the parts of one address: as long as the value.</param>
    public AddressReader(ReadOnlySpan<byte> value, Span<byte> scratch)
    {
        _value = value;
        _scratch = scratch;
    }

    public AddressItem Item { get; private set; }

    /// <summary>The display name, or the name of the group that starts; empty where there is none.</summary>
    public ReadOnlySpan<byte> DisplayName { get; private set; }

    /// <summary>The obsolete source route before the address, without its colon.</summary>
    public ReadOnlySpan<byte> Route { get; private set; }

    public ReadOnlySpan<byte> LocalPart { get; private set; }

    /// <summary>Empty where the address has none.</summary>
    public ReadOnlySpan<byte> Domain { get; private set; }

    /// <summary>Goes to the next item; an open group is closed at the end.</summary>
    public bool Read()
    {
        Clear();
        while (_position < _value.Length)
        {
            byte next = _value[_position];
            if (next is (byte)',' or (byte)';')
            {
                _position++;
                _afterAngle = false;
                if (next == (byte)';' && _inGroup)
                {
                    return EndGroup();
                }
            }
            else if (FieldScanner.IsWhite(next))
            {
                _position++;
            }
            else if (ReadOne())
            {
                return true;
            }
        }

        return _inGroup && EndGroup();
    }

    private void Clear()
    {
        _used = 0;
        Item = AddressItem.None;
        DisplayName = Route = LocalPart = Domain = default;
    }

    private bool EndGroup()
    {
        _inGroup = false;
        Item = AddressItem.GroupEnd;
        return true;
    }

    private bool ReadOne()
    {
        int start = _position;
        var span = new AddressSpan(start);
        while (_position < _value.Length)
        {
            byte next = _value[_position];
            switch (next)
            {
                case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                    _position++;
                    continue;
                case (byte)',' or (byte)';':
                    return Finish(span);
                case (byte)'(' when TrySkipComment(_position, out int end):
                    span.Comment = ByteRange.FromBounds(_position + 1, end - 1);
                    _position = end;
                    continue;
                case (byte)'<':
                    return ReadAngle(start, span.Comment);
                case (byte)':' when span.At < 0 && !_inGroup && span.Words > 0:
                    return StartGroup(start);
                case (byte)'@':
                    span.TakeAt(_position++);
                    continue;
                case (byte)'.':
                    span.TakeDot(_position++);
                    continue;
            }

            span.TakeWord(_position);
            _position = WordEnd(_position, span.At >= 0);
        }

        return Finish(span);
    }

    private bool StartGroup(int start)
    {
        DisplayName = RenderPhrase(start, _position);
        _position++;
        _inGroup = true;
        _afterAngle = false;
        Item = AddressItem.GroupStart;
        return true;
    }

    private bool Finish(AddressSpan span)
    {
        // Words behind "<…>" are no address, unless they hold one.
        if ((span.Words == 0 && span.At < 0) || (_afterAngle && span.At < 0))
        {
            return false;
        }

        if (span.At >= 0)
        {
            int local = span.Run < 0 ? span.Start : span.Run;
            DisplayName = RenderPhrase(span.Start, local);
            LocalPart = RenderAddress(local, span.At);
            Domain = RenderAddress(span.At + 1, span.DomainEnd < 0 ? _position : span.DomainEnd);
        }
        else if (span.Words == 1)
        {
            LocalPart = RenderAddress(span.Start, _position);
        }
        else
        {
            DisplayName = RenderPhrase(span.Start, _position);
        }

        NameFromComment(span.Comment);
        Item = AddressItem.Mailbox;
        return true;
    }

    private bool ReadAngle(int start, ByteRange comment)
    {
        int open = _position++;
        int content = _position;
        int at = -1;
        int routeEnd = -1;
        bool route = false;
        while (_position < _value.Length && _value[_position] != (byte)'>')
        {
            byte next = _value[_position];
            if (next == (byte)',' && !route)
            {
                break;
            }

            if (next == (byte)'<')
            {
                content = _position + 1;
                at = -1;
                route = false;
            }
            else if (next == (byte)'@')
            {
                route |= at < 0 && routeEnd < 0 && _value[content.._position].IndexOfAnyExcept(" \t\r\n"u8) < 0;
                at = _position;
            }
            else if (next == (byte)':' && route)
            {
                routeEnd = _position;
                route = false;
                at = -1;
            }

            _position = next is (byte)'"' or (byte)'\\' ? WordEnd(_position, false)
                : next == (byte)'(' && TrySkipComment(_position, out int commentEnd) ? commentEnd
                : _position + 1;
        }

        int end = _position;
        _position = Math.Min(_value.Length, end < _value.Length && _value[end] == (byte)'>' ? end + 1 : end);
        DisplayName = RenderPhrase(start, open);
        Route = routeEnd < 0 ? default : RenderAddress(content, routeEnd);
        content = Math.Max(content, routeEnd + 1);
        LocalPart = RenderAddress(content, at < 0 ? end : at);
        Domain = at < 0 ? default : RenderAddress(at + 1, end);
        NameFromComment(TrailingComment() ?? comment);
        _afterAngle = true;
        Item = AddressItem.Mailbox;
        return true;
    }

    private ByteRange? TrailingComment()
    {
        while (_position < _value.Length && FieldScanner.IsWhite(_value[_position]))
        {
            _position++;
        }

        if (_position >= _value.Length || _value[_position] != (byte)'(' || !TrySkipComment(_position, out int end))
        {
            return null;
        }

        ByteRange comment = ByteRange.FromBounds(_position + 1, end - 1);
        _position = end;
        return comment;
    }

    /// <summary>"user@example.org (Real Name)" was the way of names before RFC 822, and never died.</summary>
    private void NameFromComment(ByteRange comment)
    {
        if (!DisplayName.IsEmpty || comment.IsEmpty)
        {
            return;
        }

        int start = _used;
        bool space = false;
        for (int i = comment.Offset; i < comment.End; i++)
        {
            byte value = _value[i];
            value = value == (byte)'\\' && i + 1 < comment.End ? _value[++i] : value;
            if (FieldScanner.IsWhite(value))
            {
                space = true;
                continue;
            }

            Put(space && _used > start ? (byte)' ' : (byte)0, value);
            space = false;
        }

        DisplayName = _scratch[start.._used];
    }

    private int WordEnd(int position, bool inDomain)
    {
        byte first = _value[position];
        if (first == (byte)'"' && TrySkipQuoted(position, out int end))
        {
            return end;
        }

        if (first == (byte)'[' && inDomain)
        {
            int close = _value.Slice(position, Math.Min(MaxDomainLiteral, _value.Length - position)).IndexOfAny((byte)']', (byte)',', (byte)'>');
            return close > 0 && _value[position + close] == (byte)']' ? position + close + 1 : position + 1;
        }

        if (first == (byte)'\\')
        {
            return Math.Min(_value.Length, position + 2);
        }

        int length = _value[(position + 1)..].IndexOfAny(AtomEnd);
        return length < 0 ? _value.Length : position + 1 + length;
    }

    private bool TrySkipQuoted(int position, out int end)
    {
        end = position;
        if (position >= _quotesBrokenFrom)
        {
            return false;
        }

        for (int i = position + 1; i < _value.Length; i++)
        {
            if (_value[i] == (byte)'"')
            {
                end = i + 1;
                return true;
            }

            i += _value[i] == (byte)'\\' ? 1 : 0;
        }

        // No later quote closes either; looking again for each would be quadratic.
        _quotesBrokenFrom = position;
        return false;
    }

    private bool TrySkipComment(int position, out int end)
    {
        end = position;
        int depth = 0;
        for (int i = position; i < _value.Length && position < _commentsBrokenFrom; i++)
        {
            switch (_value[i])
            {
                case (byte)'\\':
                    i++;
                    break;
                case (byte)'(':
                    depth++;
                    break;
                case (byte)')' when --depth == 0:
                    end = i + 1;
                    return true;
            }
        }

        // No comment is looked for behind an open parenthesis; trying each would be quadratic.
        _commentsBrokenFrom = Math.Min(_commentsBrokenFrom, position);
        return false;
    }

    /// <summary>Words joined by single spaces; comments and quotes removed.</summary>
    private ReadOnlySpan<byte> RenderPhrase(int start, int end) => Render(start, end, spaces: true);

    /// <summary>Without white space outside quotes (obsolete syntax allows it around dots).</summary>
    private ReadOnlySpan<byte> RenderAddress(int start, int end) => Render(start, end, spaces: false);

    private ReadOnlySpan<byte> Render(int start, int end, bool spaces)
    {
        int begin = _used;
        bool space = false;
        for (int i = start; i < end;)
        {
            byte value = _value[i];
            if (FieldScanner.IsWhite(value))
            {
                space = spaces;
                i++;
            }
            else if (value == (byte)'(' && TrySkipComment(i, out int comment) && comment <= end)
            {
                space = spaces;
                i = comment;
            }
            else if (value == (byte)'"' && TrySkipQuoted(i, out int quoted) && quoted <= end)
            {
                Quoted(i + 1, quoted - 1, space && _used > begin);
                space = false;
                i = quoted;
            }
            else if (value == (byte)'\\' && i + 1 < end)
            {
                Put(space && _used > begin ? (byte)' ' : (byte)0, _value[i + 1]);
                space = false;
                i += 2;
            }
            else
            {
                Put(space && _used > begin ? (byte)' ' : (byte)0, value);
                space = false;
                i++;
            }
        }

        return _scratch[begin.._used];
    }

    private void Quoted(int start, int end, bool space)
    {
        if (space)
        {
            Put(0, (byte)' ');
        }

        for (int i = start; i < end; i++)
        {
            byte value = _value[i];
            value = value == (byte)'\\' && i + 1 < end ? _value[++i] : value;
            if (value is not ((byte)'\r' or (byte)'\n'))
            {
                Put(0, value);
            }
        }
    }

    private void Put(byte before, byte value)
    {
        if (before != 0 && _used < _scratch.Length)
        {
            _scratch[_used++] = before;
        }

        if (value != 0 && _used < _scratch.Length)
        {
            _scratch[_used++] = value;
        }
    }
}
