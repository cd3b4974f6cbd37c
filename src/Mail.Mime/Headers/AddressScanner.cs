using System.Buffers;

namespace Mail.Mime;

/// <summary>Finds where words, quoted strings and comments of an address list end. It remembers what does not end, so that its time is linear.</summary>
internal ref struct AddressScanner
{
    private const int MaxDomainLiteral = 256;
    private static readonly SearchValues<byte> AtomEnd = SearchValues.Create(" \t\r\n,;:<>@.()\"\\"u8);
    private readonly ReadOnlySpan<byte> _value;
    private int _commentsBrokenFrom = int.MaxValue;
    private int _quotesBrokenFrom = int.MaxValue;

    public AddressScanner(ReadOnlySpan<byte> value) => _value = value;

    public readonly ReadOnlySpan<byte> Value => _value;

    /// <summary>The index behind the word, quoted string, domain literal or escape at a position.</summary>
    public int WordEnd(int position, bool inDomain)
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

    public bool TrySkipQuoted(int position, out int end)
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

    /// <summary>Comments nest (RFC 5322 section 3.2.2).</summary>
    public bool TrySkipComment(int position, out int end)
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
}
