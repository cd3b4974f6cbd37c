using Mail.Mime;

namespace Mail.Gateway.Imap.Bodies;

/// <summary>What a section holds: bytes that are at hand, a range of the raw message, or nothing because there is no such part.</summary>
internal readonly record struct SectionContent(ReadOnlyMemory<byte>? Bytes, ByteRange? Range)
{
    public static SectionContent None => default;

    public bool Exists => Bytes is not null || Range is not null;

    public static SectionContent Of(ReadOnlyMemory<byte> bytes) => new(bytes, null);

    public static SectionContent Of(ByteRange range) => new(null, range);

    /// <summary>The octets asked for by a partial fetch, cut at the end (RFC 3501 section 6.4.5).</summary>
    public SectionContent Partial(uint? offset, uint count)
    {
        if (offset is not { } first)
        {
            return this;
        }

        if (Range is { } range)
        {
            return Of(range.Partial(first, count));
        }

        var bytes = Bytes.GetValueOrDefault();
        var start = (int)Math.Min(first, (uint)bytes.Length);
        return Of(bytes.Slice(start, (int)Math.Min(count, (uint)(bytes.Length - start))));
    }
}
