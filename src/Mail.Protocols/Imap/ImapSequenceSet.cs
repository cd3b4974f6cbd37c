using System.Globalization;
using System.Text;

namespace Mail.Protocols.Imap;

/// <summary>A sequence set (RFC 3501 section 9), kept as its ranges and never expanded.</summary>
public sealed class ImapSequenceSet
{
    private readonly ImapRange[] _ranges;

    public ImapSequenceSet(IEnumerable<ImapRange> ranges) => _ranges = [.. ranges];

    /// <summary>The ranges in the order in which they were given.</summary>
    public IReadOnlyList<ImapRange> Ranges => _ranges;

    /// <summary>Whether the set says <c>*</c> anywhere.</summary>
    public bool HasStar => Array.Exists(_ranges, r => r.First == ImapRange.Star || r.Last == ImapRange.Star);

    /// <summary>
    /// Sorted, disjoint, non-adjacent ranges, with <c>*</c> read as <paramref name="largest"/>. With a largest of zero (an
    /// empty mailbox) a range up to <c>*</c> names nothing.
    /// </summary>
    public IReadOnlyList<(uint Low, uint High)> Resolve(uint largest)
    {
        if (_ranges.Length == 1)
        {
            var only = _ranges[0].Resolve(largest);
            return only.High == 0 ? [] : [(Math.Max(only.Low, 1), only.High)];
        }

        var resolved = Array.ConvertAll(_ranges, r => r.Resolve(largest));
        Array.Sort(resolved);
        var merged = new List<(uint Low, uint High)>(resolved.Length);
        foreach (var (low, high) in resolved)
        {
            if (high == 0)
            {
                continue;
            }

            if (merged.Count > 0 && low <= (ulong)merged[^1].High + 1)
            {
                merged[^1] = (merged[^1].Low, Math.Max(merged[^1].High, high));
            }
            else
            {
                merged.Add((Math.Max(low, 1), high));
            }
        }

        return merged;
    }

    /// <summary>Whether the set holds <paramref name="value"/>, <c>*</c> being <paramref name="largest"/>.</summary>
    public bool Contains(uint value, uint largest)
    {
        foreach (var range in _ranges)
        {
            var (low, high) = range.Resolve(largest);
            if (value >= low && value <= high)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Parses the text of a set; false if it is not one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ImapSequenceSet? set)
    {
        set = null;
        var ranges = new List<ImapRange>();
        while (true)
        {
            var comma = text.IndexOf((byte)',');
            var item = comma < 0 ? text : text[..comma];
            var colon = item.IndexOf((byte)':');
            if (!TryNumber(colon < 0 ? item : item[..colon], out var first))
            {
                return false;
            }

            var last = first;
            if (colon >= 0 && !TryNumber(item[(colon + 1)..], out last))
            {
                return false;
            }

            ranges.Add(new ImapRange(first, last));
            if (comma < 0)
            {
                set = new ImapSequenceSet(ranges);
                return true;
            }

            text = text[(comma + 1)..];
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var range in _ranges)
        {
            text.Append(text.Length > 0 ? "," : "").Append(Name(range.First));
            if (range.Last != range.First)
            {
                text.Append(':').Append(Name(range.Last));
            }
        }

        return text.ToString();
    }

    private static string Name(uint number) =>
        number == ImapRange.Star ? "*" : number.ToString(CultureInfo.InvariantCulture);

    private static bool TryNumber(ReadOnlySpan<byte> text, out uint number)
    {
        number = ImapRange.Star;
        if (text.Length == 1 && text[0] == '*')
        {
            return true;
        }

        if (text.IsEmpty || text.Length > 10 || text[0] is < (byte)'1' or > (byte)'9')
        {
            return false;
        }

        ulong value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + (ulong)(digit - '0');
        }

        number = (uint)value;
        return value <= uint.MaxValue;
    }
}
