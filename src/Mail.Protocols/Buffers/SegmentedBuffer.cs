using System.Buffers;

namespace Mail.Protocols.Buffers;

/// <summary>
/// A growing byte buffer of pooled segments: written once from front to back, read as a <see cref="ReadOnlySequence{T}"/>,
/// returned to the pool by <see cref="Reset"/> or <see cref="Dispose"/>. Nothing is copied when it grows. Not safe for
/// two threads at once.
/// </summary>
public sealed class SegmentedBuffer : IBufferWriter<byte>, IDisposable
{
    // One small message with its trace headers fits the first segment; larger ones pay few links.
    private const int FirstSegment = 8 * 1024;
    private const int SecondSegment = 32 * 1024;
    private const int LaterSegment = 128 * 1024;

    private Segment? _first;
    private Segment? _last;
    private int _count;

    /// <summary>Bytes written.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes held from the pool, written or not.</summary>
    public long Capacity { get; private set; }

    /// <summary>All bytes written so far; valid until the next <see cref="Reset"/>.</summary>
    public ReadOnlySequence<byte> AsSequence()
    {
        if (_first is null)
        {
            return ReadOnlySequence<byte>.Empty;
        }

        _last!.Publish();
        return new ReadOnlySequence<byte>(_first, 0, _last, _last.Written);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var target = GetSpan();
            var take = Math.Min(target.Length, bytes.Length);
            bytes[..take].CopyTo(target);
            Advance(take);
            bytes = bytes[take..];
        }
    }

    public void Advance(int count)
    {
        var last = _last ?? throw new InvalidOperationException("Nothing was asked for.");
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)last.Room, nameof(count));
        last.Written += count;
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => WithRoom(sizeHint).Free;

    public Span<byte> GetSpan(int sizeHint = 0) => WithRoom(sizeHint).Free.Span;

    /// <summary>Gives every segment back; the buffer can be used again.</summary>
    public void Reset()
    {
        for (var segment = _first; segment is not null; segment = segment.Following)
        {
            ArrayPool<byte>.Shared.Return(segment.Array);
        }

        _first = _last = null;
        _count = 0;
        Length = Capacity = 0;
    }

    public void Dispose() => Reset();

    private Segment WithRoom(int sizeHint)
    {
        var wanted = Math.Max(sizeHint, 1);
        if (_last is not null && _last.Room >= wanted)
        {
            return _last;
        }

        var size = _count switch { 0 => FirstSegment, 1 => SecondSegment, _ => LaterSegment };
        var segment = new Segment(ArrayPool<byte>.Shared.Rent(Math.Max(size, wanted)));
        _last?.Link(segment);
        _first ??= segment;
        _last = segment;
        _count++;
        Capacity += segment.Array.Length;
        return segment;
    }

    private sealed class Segment(byte[] array) : ReadOnlySequenceSegment<byte>
    {
        public byte[] Array => array;

        public int Written { get; set; }

        public int Room => array.Length - Written;

        public Memory<byte> Free => array.AsMemory(Written);

        public Segment? Following => (Segment?)Next;

        public void Publish() => Memory = array.AsMemory(0, Written);

        public void Link(Segment next)
        {
            Publish();
            next.RunningIndex = RunningIndex + Written;
            Next = next;
        }
    }
}
