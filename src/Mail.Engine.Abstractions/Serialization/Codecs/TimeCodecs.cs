using System.Buffers.Binary;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>Ticks and, in the two top bits, the kind; a local time is not translated.</summary>
public sealed class DateTimeCodec : ImmutableCodec<DateTime>
{
    public static readonly DateTimeCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, DateTime value)
    {
        writer.WriteFieldHeader(id, WireType.Fixed64);
        writer.WriteFixed64((ulong)value.Ticks | ((ulong)value.Kind << 62));
    }

    /// <inheritdoc/>
    public override DateTime ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.Fixed64);
        var bits = reader.ReadFixed64();
        var ticks = (long)(bits & 0x3FFF_FFFF_FFFF_FFFF);
        return ticks <= DateTime.MaxValue.Ticks && bits >> 62 <= 2
            ? new DateTime(ticks, (DateTimeKind)(bits >> 62))
            : throw reader.Malformed("no date");
    }
}

/// <summary>Fixed 10 bytes: local ticks, then the offset in minutes.</summary>
public sealed class DateTimeOffsetCodec : ImmutableCodec<DateTimeOffset>
{
    public static readonly DateTimeOffsetCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, DateTimeOffset value)
    {
        writer.WriteFieldHeader(id, WireType.LengthPrefixed);
        Span<byte> bytes = stackalloc byte[10];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value.Ticks);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[8..], (short)(value.Offset.Ticks / TimeSpan.TicksPerMinute));
        writer.WriteBytes(bytes);
    }

    /// <inheritdoc/>
    public override DateTimeOffset ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.LengthPrefixed);
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
public sealed class TimeSpanCodec : ImmutableCodec<TimeSpan>
{
    public static readonly TimeSpanCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, TimeSpan value)
    {
        writer.WriteFieldHeader(id, WireType.VarInt);
        writer.WriteVarInt64(value.Ticks);
    }

    /// <inheritdoc/>
    public override TimeSpan ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.VarInt);
        return new TimeSpan(reader.ReadVarInt64());
    }
}

/// <summary>Days since 0001-01-01.</summary>
public sealed class DateOnlyCodec : ImmutableCodec<DateOnly>
{
    public static readonly DateOnlyCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, DateOnly value)
    {
        writer.WriteFieldHeader(id, WireType.VarInt);
        writer.WriteVarUInt32((uint)value.DayNumber);
    }

    /// <inheritdoc/>
    public override DateOnly ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.VarInt);
        var day = reader.ReadVarUInt64();
        return day <= (ulong)DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)day) : throw reader.Malformed("no day");
    }
}

/// <summary>Ticks since midnight.</summary>
public sealed class TimeOnlyCodec : ImmutableCodec<TimeOnly>
{
    public static readonly TimeOnlyCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, TimeOnly value)
    {
        writer.WriteFieldHeader(id, WireType.VarInt);
        writer.WriteVarUInt64((ulong)value.Ticks);
    }

    /// <inheritdoc/>
    public override TimeOnly ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.VarInt);
        var ticks = reader.ReadVarUInt64();
        return ticks <= (ulong)TimeOnly.MaxValue.Ticks ? new TimeOnly((long)ticks) : throw reader.Malformed("no time of day");
    }
}
