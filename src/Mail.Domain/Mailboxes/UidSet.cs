using System.Collections;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Mail.Domain.Mailboxes;

/// <summary>A set of UIDs as sorted, disjoint, non-adjacent ranges; never expanded.</summary>
public readonly struct UidSet : IEnumerable<UidRange>, IEquatable<UidSet>
{
    private readonly ImmutableArray<UidRange> _ranges;

    private UidSet(ImmutableArray<UidRange> sorted) => _ranges = sorted;

    public static UidSet Empty => new([]);

    public ImmutableArray<UidRange> Ranges => _ranges.IsDefault ? [] : _ranges;

    public bool IsEmpty => _ranges.IsDefaultOrEmpty;

    /// <summary>Number of UIDs covered (existing or not).</summary>
    public long Count => Ranges.Sum(r => r.Count);

    public static UidSet Of(uint uid) => new([new UidRange(uid, uid)]);

    public static UidSet Range(uint first, uint last) => new([new UidRange(Math.Min(first, last), Math.Max(first, last))]);

    /// <summary>Sorts and joins any ranges.</summary>
    public static UidSet From(IEnumerable<UidRange> ranges)
    {
        var list = ranges.Where(r => r.First <= r.Last).ToList();
        list.Sort((a, b) => a.First.CompareTo(b.First));
        var joined = ImmutableArray.CreateBuilder<UidRange>(list.Count);
        foreach (var r in list)
        {
            if (joined.Count > 0 && r.First <= (ulong)joined[^1].Last + 1)
            {
                joined[^1] = new UidRange(joined[^1].First, Math.Max(joined[^1].Last, r.Last));
            }
            else
            {
                joined.Add(r);
            }
        }

        return new UidSet(joined.DrainToImmutable());
    }

    /// <summary>Joins UIDs given in any order.</summary>
    public static UidSet From(IEnumerable<uint> uids) => From(uids.Select(u => new UidRange(u, u)));

    /// <summary>O(log ranges).</summary>
    public bool Contains(uint uid)
    {
        var ranges = Ranges;
        int low = 0, high = ranges.Length - 1;
        while (low <= high)
        {
            var mid = (low + high) >>> 1;
            if (uid < ranges[mid].First)
            {
                high = mid - 1;
            }
            else if (uid > ranges[mid].Last)
            {
                low = mid + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same UIDs, ascending, in sets of at most <paramref name="most"/>.</summary>
    public IEnumerable<UidSet> Split(int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var part = ImmutableArray.CreateBuilder<UidRange>();
        var room = most;
        foreach (var range in Ranges)
        {
            for (var rest = range; ;)
            {
                var taken = rest.Count <= room ? rest : new UidRange(rest.First, rest.First + (uint)room - 1);
                part.Add(taken);
                room -= (int)taken.Count;
                if (room == 0)
                {
                    yield return new UidSet(part.DrainToImmutable());
                    room = most;
                }

                if (taken.Last == rest.Last)
                {
                    break;
                }

                rest = new UidRange(taken.Last + 1, rest.Last);
            }
        }

        if (part.Count > 0)
        {
            yield return new UidSet(part.DrainToImmutable());
        }
    }

    /// <summary>IMAP sequence-set text, such as <c>1:3,7</c>; empty for the empty set.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var r in Ranges)
        {
            text.Append(text.Length > 0 ? "," : "").Append(r.First);
            if (r.Last != r.First)
            {
                text.Append(':').Append(r.Last);
            }
        }

        return text.ToString();
    }

    public bool Equals(UidSet other) => MemoryMarshal.AsBytes(Ranges.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(other.Ranges.AsSpan()));

    public override bool Equals(object? obj) => obj is UidSet other && Equals(other);

    public override int GetHashCode() => IsEmpty ? 0 : HashCode.Combine(Ranges.Length, Ranges[0], Ranges[^1]);

    public IEnumerator<UidRange> GetEnumerator() => ((IEnumerable<UidRange>)Ranges).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
