using Mail.Mime.Parsing;

namespace Mail.Mime;

/// <summary>The parts of one address as they are shown, one behind the other in room that the caller gives.</summary>
internal ref struct AddressScratch
{
    private readonly Span<byte> _scratch;
    private int _used;

    public AddressScratch(Span<byte> scratch) => _scratch = scratch;

    /// <summary>Forgets all parts.</summary>
    public void Clear() => _used = 0;

    /// <summary>A part of the list without comments and quotes; white space goes, or is one space between words.</summary>
    public ReadOnlySpan<byte> Render(scoped ref AddressScanner scanner, int start, int end, bool spaces)
    {
        ReadOnlySpan<byte> source = scanner.Value;
        int begin = _used;
        bool space = false;
        for (int i = start; i < end;)
        {
            byte value = source[i];
            if (FieldScanner.IsWhite(value))
            {
                space = spaces;
                i++;
            }
            else if (value == (byte)'(' && scanner.TrySkipComment(i, out int comment) && comment <= end)
            {
                space = spaces;
                i = comment;
            }
            else if (value == (byte)'"' && scanner.TrySkipQuoted(i, out int quoted) && quoted <= end)
            {
                Quoted(source, i + 1, quoted - 1, space && _used > begin);
                space = false;
                i = quoted;
            }
            else if (value == (byte)'\\' && i + 1 < end)
            {
                Put(space && _used > begin ? (byte)' ' : (byte)0, source[i + 1]);
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

    /// <summary>The text of a comment, its parentheses left out.</summary>
    public ReadOnlySpan<byte> RenderComment(scoped ReadOnlySpan<byte> source, ByteRange comment)
    {
        int start = _used;
        bool space = false;
        for (int i = comment.Offset; i < comment.End; i++)
        {
            byte value = source[i];
            value = value == (byte)'\\' && i + 1 < comment.End ? source[++i] : value;
            if (FieldScanner.IsWhite(value))
            {
                space = true;
                continue;
            }

            Put(space && _used > start ? (byte)' ' : (byte)0, value);
            space = false;
        }

        return _scratch[start.._used];
    }

    private void Quoted(scoped ReadOnlySpan<byte> source, int start, int end, bool space)
    {
        if (space)
        {
            Put(0, (byte)' ');
        }

        for (int i = start; i < end; i++)
        {
            byte value = source[i];
            value = value == (byte)'\\' && i + 1 < end ? source[++i] : value;
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
