using System.Buffers.Binary;

namespace Mail.Storage.Segments;

/// <summary>
/// The fixed part of a record, little-endian, 8-byte aligned:
/// salt u64, header CRC u32 (of all that follows up to the body), header length u32, own offset i64, body length u32, kind u8,
/// version u8, zero u16; then the envelope; then header length u32 again (for readers that come from the body) and body CRC u32; then the body.
/// </summary>
/// <remarks>
/// The salt is random per segment, so nobody who sends mail can write a body that passes for a record, and the own offset tells a record
/// from a copy of it elsewhere.
/// </remarks>
internal readonly record struct RecordHeader(int HeaderLength, long Offset, int BodyLength, SegmentRecordKind Kind, uint BodyCrc)
{
    public const int FixedLength = 32;
    public const int TailLength = 8;
    public const int Alignment = 8;
    public const int LongestHeader = 4 << 20;
    private const byte Version = 1;

    public long BodyOffset => Offset + HeaderLength;

    /// <summary>Where the next record may start.</summary>
    public long End => Align(BodyOffset + BodyLength);

    public static long Align(long offset) => (offset + Alignment - 1) & ~(Alignment - 1L);

    /// <summary>Fills the fixed part and the tail of <paramref name="header"/> (all bytes before the body) around the envelope in it.</summary>
    public static void Seal(Span<byte> header, ulong salt, long offset, int bodyLength, SegmentRecordKind kind, uint bodyCrc)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(header, salt);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], (uint)header.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], offset);
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], (uint)bodyLength);
        header[28] = (byte)kind;
        header[29] = Version;
        header[30..32].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header[^8..], (uint)header.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[^4..], bodyCrc);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Crc32C.Of(header[12..]));
    }

    /// <summary>The header's length, if the fixed part can be one at this place.</summary>
    public static bool TryReadLength(ReadOnlySpan<byte> fixedPart, ulong salt, long offset, out int headerLength)
    {
        headerLength = 0;
        if (fixedPart.Length < FixedLength
            || BinaryPrimitives.ReadUInt64LittleEndian(fixedPart) != salt
            || BinaryPrimitives.ReadInt64LittleEndian(fixedPart[16..]) != offset
            || fixedPart[29] != Version)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(fixedPart[12..]);
        headerLength = (int)Math.Min(length, int.MaxValue);
        return length is >= FixedLength + TailLength and <= LongestHeader;
    }

    /// <summary>Reads a header whose length is known; false if its checksum does not hold.</summary>
    public static bool TryRead(ReadOnlySpan<byte> header, out RecordHeader read)
    {
        read = default;
        var body = BinaryPrimitives.ReadUInt32LittleEndian(header[24..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[8..]) != Crc32C.Of(header[12..]) || body > int.MaxValue)
        {
            return false;
        }

        read = new RecordHeader(
            header.Length,
            BinaryPrimitives.ReadInt64LittleEndian(header[16..]),
            (int)body,
            (SegmentRecordKind)header[28],
            BinaryPrimitives.ReadUInt32LittleEndian(header[^4..]));
        return true;
    }
}
