using System.Buffers.Text;

namespace Mail.Mime.Imap;

/// <summary>Reads back what <see cref="ImapString"/> and <see cref="AddressText"/> wrote.</summary>
internal ref struct ImapStringReader(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public bool TrySkip(byte expected)
    {
        if (_rest.IsEmpty || _rest[0] != expected)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    /// <summary>Reads a string; null for NIL. False where the text is no string.</summary>
    public bool TryReadString(out byte[]? value)
    {
        value = null;
        if (_rest.StartsWith("NIL"u8))
        {
            _rest = _rest[3..];
            return true;
        }

        return _rest.Length > 0 && (_rest[0] == (byte)'"' ? TryReadQuoted(out value) : TryReadLiteral(out value));
    }

    private bool TryReadQuoted(out byte[]? value)
    {
        var buffer = new byte[_rest.Length];
        int written = 0;
        for (int i = 1; i < _rest.Length; i++)
        {
            if (_rest[i] == (byte)'"')
            {
                _rest = _rest[(i + 1)..];
                value = buffer[..written];
                return true;
            }

            i += _rest[i] == (byte)'\\' && i + 1 < _rest.Length ? 1 : 0;
            buffer[written++] = _rest[i];
        }

        value = null;
        return false;
    }

    private bool TryReadLiteral(out byte[]? value)
    {
        value = null;
        if (_rest[0] != (byte)'{' || !Utf8Parser.TryParse(_rest[1..], out int length, out int digits) || length < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = _rest[(1 + digits)..];
        if (!rest.StartsWith("}\r\n"u8) || rest.Length - 3 < length)
        {
            return false;
        }

        value = rest.Slice(3, length).ToArray();
        _rest = rest[(3 + length)..];
        return true;
    }
}
