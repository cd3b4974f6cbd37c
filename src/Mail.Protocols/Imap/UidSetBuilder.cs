using System.Globalization;
using System.Text;

namespace Mail.Protocols.Imap;

/// <summary>
/// Writes numbers, in the order given, as a compact set ("1:5,9"); for COPYUID (RFC 4315), where the n-th number of one set
/// belongs to the n-th of the other, and for ESEARCH ALL (RFC 4731).
/// </summary>
public sealed class UidSetBuilder
{
    private readonly StringBuilder _text = new();
    private uint _first;
    private uint _last;

    public int Count { get; private set; }

    public void Add(uint number)
    {
        Count++;
        if (_last != 0 && number == _last + 1)
        {
            _last = number;
            return;
        }

        Flush();
        _first = _last = number;
    }

    public override string ToString()
    {
        Flush();
        _first = _last = 0;
        return _text.ToString();
    }

    private void Flush()
    {
        if (_last == 0)
        {
            return;
        }

        _text.Append(_text.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{_first}");
        if (_last != _first)
        {
            _text.Append(CultureInfo.InvariantCulture, $":{_last}");
        }
    }
}
