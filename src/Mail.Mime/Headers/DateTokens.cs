using System.Text;

namespace Mail.Mime;

/// <summary>
/// Takes a date apart by what each token can mean instead of by its place, so that one reader knows RFC 5322, asctime, ISO 8601 and
/// what lies between.
/// </summary>
internal ref struct DateTokens(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _position;
    private int _day = -1;
    private int _month = -1;
    private int _year = -1;
    private int _hour;
    private int _minute;
    private int _second;
    private bool _hasTime;
    private int _zoneMinutes;
    private bool _hasZone;

    public bool TryRead(out DateTimeOffset date)
    {
        date = default;
        while (_position < _text.Length)
        {
            byte next = _text[_position];
            bool understood = true;
            if (char.IsAsciiDigit((char)next))
            {
                understood = Number();
            }
            else if (char.IsAsciiLetter((char)next))
            {
                Word();
            }
            else if (next is (byte)'+' or (byte)'-' && _hasTime)
            {
                Offset(next == (byte)'-');
            }
            else if (next == (byte)'(')
            {
                Comment();
            }
            else
            {
                _position++;
            }

            if (!understood)
            {
                return false;
            }
        }

        return TryBuild(out date);
    }

    private readonly bool TryBuild(out DateTimeOffset date)
    {
        date = default;
        if (_day < 1 || _month < 1 || _month > 12 || _year is < 1 or > 9998 || _day > DateTime.DaysInMonth(_year, _month)
            || _hour > 23 || _minute > 59 || _second > 60 || Math.Abs(_zoneMinutes) > 14 * 60)
        {
            return false;
        }

        // A leap second has no place in DateTime.
        var local = new DateTime(_year, _month, _day, _hour, _minute, Math.Min(_second, 59), DateTimeKind.Unspecified);
        if (_year == 1 && local.Ticks < TimeSpan.TicksPerDay)
        {
            return false;
        }

        date = new DateTimeOffset(local, TimeSpan.FromMinutes(_zoneMinutes));
        return true;
    }

    private int Digits(out int count)
    {
        int value = 0;
        int start = _position;
        while (_position < _text.Length && char.IsAsciiDigit((char)_text[_position]))
        {
            value = value > 99_999_999 ? value : (value * 10) + (_text[_position] - '0');
            _position++;
        }

        count = _position - start;
        return value;
    }

    private readonly byte Peek() => _position < _text.Length ? _text[_position] : (byte)0;

    private bool Number()
    {
        int start = _position;
        int value = Digits(out int count);
        int afterDigits = _position;
        if (!_hasTime && SkipToColon())
        {
            return Time(value);
        }

        _position = afterDigits;

        if (count == 4 && Peek() == (byte)'-' && _year < 0 && _month < 0)
        {
            return IsoDate(value);
        }

        // "1/31/2026" and the like cannot be told from "31/1/2026": no date rather than a wrong one, unless one number is above 12.
        if (Peek() == (byte)'/' && _day < 0 && _month < 0)
        {
            return SlashDate(value);
        }

        if (_day < 0 && count <= 2)
        {
            _day = value;
        }
        else if (_year < 0)
        {
            _year = FullYear(value, count);
        }
        else if (_hasTime && !_hasZone && count == 4 && start > 0)
        {
            // "0100" with its plus sign lost.
            SetZone(value, false);
        }

        return true;
    }

    /// <summary>Obsolete dates have comments and spaces around their colons (RFC 5322 appendix A.6.2).</summary>
    private bool SkipToColon()
    {
        SkipCommentsAndSpace();
        return Peek() == (byte)':';
    }

    private void SkipCommentsAndSpace()
    {
        while (Peek() is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'(')
        {
            if (Peek() == (byte)'(')
            {
                Comment();
            }
            else
            {
                _position++;
            }
        }
    }

    private static int FullYear(int value, int digits) => digits switch
    {
        // RFC 5322 section 4.3.
        <= 2 => value < 50 ? 2000 + value : 1900 + value,
        3 => 1900 + value,
        _ => value,
    };

    private bool IsoDate(int year)
    {
        _year = year;
        _position++;
        if (char.IsAsciiLetter((char)Peek()))
        {
            return true;
        }

        _month = Digits(out int months);
        if (Peek() != (byte)'-' || months > 2)
        {
            return false;
        }

        _position++;
        _day = Digits(out _);
        if (Peek() is (byte)'T' or (byte)'t' && _position + 1 < _text.Length && char.IsAsciiDigit((char)_text[_position + 1]))
        {
            _position++;
        }

        return true;
    }

    private bool SlashDate(int first)
    {
        _position++;
        int second = Digits(out int count);
        if (Peek() != (byte)'/' || count is 0 or > 2)
        {
            return false;
        }

        _position++;
        int third = Digits(out int years);
        if (first > 999)
        {
            (_year, _month, _day) = (first, second, third);
            return true;
        }

        _year = FullYear(third, years);
        bool dayFirst = first > 12;
        bool monthFirst = second > 12;
        (_day, _month) = dayFirst ? (first, second) : (second, first);
        return dayFirst || monthFirst || first == second;
    }

    private bool Time(int hour)
    {
        _hasTime = true;
        _hour = hour;
        _position++;
        SkipCommentsAndSpace();
        _minute = Digits(out int count);
        if (SkipToColon())
        {
            _position++;
            SkipCommentsAndSpace();
            _second = Digits(out _);
            if (Peek() is (byte)'.' or (byte)',')
            {
                _position++;
                Digits(out _);
            }
        }

        return count > 0;
    }

    private void Comment()
    {
        int depth = 0;
        for (; _position < _text.Length; _position++)
        {
            depth += _text[_position] == (byte)'(' ? 1 : _text[_position] == (byte)')' ? -1 : 0;
            if (depth == 0)
            {
                _position++;
                return;
            }
        }
    }

    private void Word()
    {
        int start = _position;
        while (_position < _text.Length && char.IsAsciiLetter((char)_text[_position]))
        {
            _position++;
        }

        ReadOnlySpan<byte> word = _text[start.._position];
        int month = DateNames.Month(word);
        if (month > 0 && _month < 0)
        {
            _month = month;
        }
        else if (_hasTime && Ascii.EqualsIgnoreCase(word, "pm"u8) && _hour < 12)
        {
            _hour += 12;
        }
        else if (_hasTime && Ascii.EqualsIgnoreCase(word, "am"u8) && _hour == 12)
        {
            _hour = 0;
        }
        else if (_hasTime && !_hasZone && DateNames.TryZone(word, out int minutes))
        {
            _zoneMinutes = minutes;

            // "GMT+0200" goes on with a number.
            _hasZone = minutes != 0;
        }
    }

    private void Offset(bool negative)
    {
        _position++;
        int value = Digits(out int count);
        if (count is 1 or 2)
        {
            value *= 100;
            if (Peek() == (byte)':')
            {
                _position++;
                value += Digits(out _);
            }
        }

        if (count > 0 && count <= 4)
        {
            SetZone(value, negative);
        }
    }

    private void SetZone(int value, bool negative)
    {
        // The first offset counts; out of range means unknown, which reads as UTC (RFC 5322 section 3.3).
        if (_hasZone || value / 100 > 14 || value % 100 > 59)
        {
            return;
        }

        _hasZone = true;
        int minutes = (value / 100 * 60) + (value % 100);
        _zoneMinutes = negative ? -minutes : minutes;
    }
}
