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
    private readonly ReadOnlySpan<byte> _value;
    private AddressScanner _scanner;
    private AddressScratch _text;
    private int _position;
    private bool _inGroup;
    private bool _afterAngle;

    /// <param name="value">The raw field value; folds are white space.</param>
    /// <param name="scratch">Room for the parts of one address: as long as the value.</param>
    public AddressReader(ReadOnlySpan<byte> value, Span<byte> scratch)
    {
        _value = value;
        _scanner = new AddressScanner(value);
        _text = new AddressScratch(scratch);
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
        _text.Clear();
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
                case (byte)'(' when _scanner.TrySkipComment(_position, out int end):
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
            _position = _scanner.WordEnd(_position, span.At >= 0);
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

            _position = next is (byte)'"' or (byte)'\\' ? _scanner.WordEnd(_position, false)
                : next == (byte)'(' && _scanner.TrySkipComment(_position, out int commentEnd) ? commentEnd
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

        if (_position >= _value.Length || _value[_position] != (byte)'(' || !_scanner.TrySkipComment(_position, out int end))
        {
            return null;
        }

        ByteRange comment = ByteRange.FromBounds(_position + 1, end - 1);
        _position = end;
        return comment;
    }

    /// <summary>A phrase: words joined by single spaces, comments and quotes removed.</summary>
    private ReadOnlySpan<byte> RenderPhrase(int start, int end) => _text.Render(ref _scanner, start, end, spaces: true);

    /// <summary>Without white space outside quotes (obsolete syntax allows it around dots).</summary>
    private ReadOnlySpan<byte> RenderAddress(int start, int end) => _text.Render(ref _scanner, start, end, spaces: false);

    /// <summary>"user@example.org (Real Name)" was the way of names before RFC 822, and never died.</summary>
    private void NameFromComment(ByteRange comment)
    {
        if (DisplayName.IsEmpty && !comment.IsEmpty)
        {
            DisplayName = _text.RenderComment(_value, comment);
        }
    }
}
