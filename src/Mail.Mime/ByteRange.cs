namespace Mail.Mime;

/// <summary>A run of bytes inside the raw message; offset and length are octets.</summary>
public readonly record struct ByteRange(int Offset, int Length)
{
    public int End => Offset + Length;

    public bool IsEmpty => Length == 0;

    /// <summary>The range from <paramref name="start"/> up to <paramref name="end"/>; empty at <paramref name="start"/> where the end lies before it.</summary>
    public static ByteRange FromBounds(int start, int end) => new(start, Math.Max(0, end - start));

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> source) => source.Slice(Offset, Length);

    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> source) => source.Slice(Offset, Length);

    /// <summary>An IMAP partial (<c>&lt;first.count&gt;</c>) of this range, cut at its end (RFC 3501 section 6.4.5).</summary>
    public ByteRange Partial(long first, long count)
    {
        long skip = Math.Clamp(first, 0, Length);
        return new ByteRange(Offset + (int)skip, (int)Math.Clamp(count, 0, Length - skip));
    }
}
