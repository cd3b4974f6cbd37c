using System.Buffers;

namespace Fuzz;

/// <summary>The same octets in other pieces.</summary>
internal static class Cuts
{
    /// <summary>Random lengths that add up to a total; now and then octet by octet.</summary>
    public static IEnumerable<Range> Of(int total, Random random)
    {
        // At most some thousand pieces: looking at a place of a sequence costs its pieces.
        var longest = Math.Max(random.Next(4) switch { 0 => 1, 1 => 3, 2 => 50, _ => 5000 }, total / 1000);
        for (var at = 0; at < total;)
        {
            var length = Math.Min(total - at, 1 + random.Next(longest));
            yield return at..(at + length);
            at += length;
        }
    }

    public static ReadOnlySequence<byte> Sequence(byte[] data, Random random)
    {
        Segment? first = null, last = null;
        foreach (var range in Of(data.Length, random))
        {
            last = new Segment(data.AsMemory(range), last);
            first ??= last;
        }

        return first is null ? ReadOnlySequence<byte>.Empty : new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? before)
        {
            Memory = memory;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
