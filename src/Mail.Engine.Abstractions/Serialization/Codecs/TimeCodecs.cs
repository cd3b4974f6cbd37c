using System.Buffers.Binary;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>Ticks and, in the two top bits, the kind; a local time is not translated.</summary>
public sealed class DateTimeCodec() : ScalarCodec<DateTime>(WireType.Fixed64)
{
    public static readonly DateTimeCodec Instance = new();

    /// <inheritdoc/>
    protected override void WriteContent(ref Writer writer, DateTime value) =>
        writer.WriteFixed64((ulong)value.Ticks | ((ulong)value.Kind << 62));

    /// <inheritdoc/>
    protected override DateTime ReadContent(ref Reader reader)
    {
        var bits = reader.ReadFixed64();
        var ticks = (long)(bits & 0x3FFF_FFFF_FFFF_FFFF);
        return ticks <= DateTime.MaxValue.Ticks && bits >> 62 <= 2
            ? new DateTime(ticks, (DateTimeKind)(bits >> 62))
            : throw reader.Malformed("no date");
    }
}

/// <summary>Fixed 10 bytes: local ticks, then the offset in minutes.</summary>
public sealed class DateTimeOffsetCodec() : ScalarCodec<DateTimeOffset>(WireType.LengthPrefixed)
{
    public static readonly DateTimeOffsetCodec Instance = new();

    /// <inheritdoc/>
    protected override void WriteContent(ref Writer writer, DateTimeOffset value)
    {
        Span<byte> bytes = stackalloc byte[10];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value.Ticks);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[8..], (short)(value.Offset.Ticks / TimeSpan.TicksPerMinute));
        writer.WriteBytes(bytes);
    }

    /// <inheritdoc/>
    protected override DateTimeOffset ReadContent(ref Reader reader)
    {
        var bytes = reader.ReadBytes();
        if (bytes.Length != 10)
        {
            throw reader.Malformed("no date with offset");
        }

        var ticks = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        var offset = BinaryPrimitives.ReadInt16LittleEndian(bytes[8..]) * TimeSpan.TicksPerMinute;
        var valid = ticks >= 0 && ticks <= DateTime.MaxValue.Ticks && Math.Abs(offset) <= 14 * TimeSpan.TicksPerHour
            && ticks - offset >= 0 && ticks - offset <= DateTime.MaxValue.Ticks;
        return valid ? new DateTimeOffset(ticks, new TimeSpan(offset)) : throw reader.Malformed("no date with offset");
    }
}

/// <summary>Ticks, zigzag-coded.</summary>
public sealed class TimeSpanCodec() : ScalarCodec<TimeSpan>(WireType.VarInt)
{
    public static readonly TimeSpanCodec Instance = new();

    /// <inheritdoc/>
    protected override void WriteContent(ref Writer writer, TimeSpan value) => writer.WriteVarInt64(value.Ticks);

    /// <inheritdoc/>
    protected override TimeSpan ReadContent(ref Reader reader) => new TimeSpan(reader.ReadVarInt64());
}

/// <summary>Days since 0001-01-01.</summary>
public sealed class DateOnlyCodec() : ScalarCodec<DateOnly>(WireType.VarInt)
{
    public static readonly DateOnlyCodec Instance = new();

    /// <inheritdoc/>
    protected override void WriteContent(ref Writer writer, DateOnly value) => writer.WriteVarUInt32((uint)value.DayNumber);

    /// <inheritdoc/>
    protected override DateOnly ReadContent(ref Reader reader)
    {
        var day = reader.ReadVarUInt64();
        return day <= (ulong)DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)day) : throw reader.Malformed("no day");
    }
}

/// <summary>Ticks since midnight.</summary>
public sealed class TimeOnlyCodec() : ScalarCodec<TimeOnly>(WireType.VarInt)
{
    public static readonly TimeOnlyCodec Instance = new();

    /// <inheritdoc/>
    protected override void WriteContent(ref Writer writer, TimeOnly value) => writer.WriteVarUInt64((ulong)value.Ticks);

    /// <inheritdoc/>
    protected override TimeOnly ReadContent(ref Reader reader)
    {
        var ticks = reader.ReadVarUInt64();
        return ticks <= (ulong)TimeOnly.MaxValue.Ticks ? new TimeOnly((long)ticks) : throw reader.Malformed("no time of day");
    }
}
