using System.Buffers;
using System.Text;
using Mail.Mime.Parsing;

namespace Mail.Mime.Parameters;

/// <summary>
/// Reads the ";name=value" list behind a type, also where semicolons are missing, values with spaces are unquoted, or quotes never close.
/// </summary>
internal ref struct ParameterReader
{
    private const int MaxParameters = 256;
    private const int MaxNameLength = 100;
    private static readonly SearchValues<byte> NameEnd = SearchValues.Create(" \t\r\n=;\"("u8);
    private static readonly SearchValues<byte> WordEnd = SearchValues.Create(" \t\r\n;"u8);
    private readonly ReadOnlySpan<byte> _text;
    private int _position;

    public ParameterReader(ReadOnlySpan<byte> text)
    {
        _text = text;
    }

    public List<RawParameter> ReadAll()
    {
        var list = new List<RawParameter>();
        while (list.Count < MaxParameters && SkipSeparators())
        {
            int start = _position;
            int end = _text[start..].IndexOfAny(NameEnd);
            _position = end < 0 ? _text.Length : start + end;
            ReadOnlySpan<byte> name = _text[start.._position];
            SkipWhite();
            if (_position >= _text.Length || _text[_position] != (byte)'=')
            {
                // No value: a stray word, quote or parenthesis is stepped over.
                _position = Math.Max(_position, start + 1);
                continue;
            }

            _position++;
            byte[] value = ReadValue();
            if (name.Length is > 0 and <= MaxNameLength)
            {
                list.Add(Split(name, value));
            }
        }

        return list;
    }

    private static RawParameter Split(ReadOnlySpan<byte> name, byte[] value)
    {
        bool extended = name[^1] == (byte)'*';
        name = extended ? name[..^1] : name;
        int section = -1;
        int star = name.LastIndexOf((byte)'*');
        if (star > 0 && int.TryParse(name[(star + 1)..], out int number) && number is >= 0 and < 10_000)
        {
            section = number;
            name = name[..star];
        }

        return new RawParameter(Encoding.Latin1.GetString(name).ToLowerInvariant(), section, extended, value);
    }

    private bool SkipSeparators()
    {
        while (_position < _text.Length && (_text[_position] == (byte)';' || FieldScanner.IsWhite(_text[_position])))
        {
            _position++;
        }

        return _position < _text.Length;
    }

    private void SkipWhite()
    {
        while (_position < _text.Length && FieldScanner.IsWhite(_text[_position]))
        {
            _position++;
        }
    }

    private byte[] ReadValue()
    {
        SkipWhite();
        if (_position < _text.Length && _text[_position] == (byte)'"')
        {
            _position++;
            return ReadQuoted();
        }

        int start = _position;
        int end = start;
        while (_position < _text.Length && _text[_position] is not (byte)';' and not (byte)'(')
        {
            int word = _text[_position..].IndexOfAny(WordEnd);
            end = _position = word < 0 ? _text.Length : _position + word;
            SkipWhite();
            if (NextWordIsName())
            {
                break;
            }
        }

        return _text[start..end].ToArray();
    }

    private readonly bool NextWordIsName()
    {
        ReadOnlySpan<byte> rest = _text[_position..Math.Min(_text.Length, _position + MaxNameLength)];
        int end = rest.IndexOfAny(NameEnd);
        return end > 0 && rest[end] == (byte)'=';
    }

    private byte[] ReadQuoted()
    {
        var value = new byte[QuotedLength()];
        int written = 0;
        while (_position < _text.Length)
        {
            byte octet = _text[_position++];
            if (octet == (byte)'"')
            {
                break;
            }

            // Senders put Windows paths in here, so only the two escapes that are needed are undone.
            if (octet == (byte)'\\' && _position < _text.Length && _text[_position] is (byte)'"' or (byte)'\\')
            {
                octet = _text[_position++];
            }

            if (octet is not ((byte)'\r' or (byte)'\n' or 0))
            {
                value[written++] = octet;
            }
        }

        return value.AsSpan(0, written).ToArray();
    }

    private readonly int QuotedLength()
    {
        for (int i = _position; i < _text.Length; i++)
        {
            if (_text[i] == (byte)'"')
            {
                return i - _position;
            }

            i += _text[i] == (byte)'\\' ? 1 : 0;
        }

        return _text.Length - _position;
    }
}
