using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Orleans.Serialization.Codecs;

namespace Orleans.Serialization.Buffers;

/// <summary>Writes fields into an <see cref="IBufferWriter{T}"/>; <see cref="Commit"/> hands the last bytes over.</summary>
public ref struct Writer
{
    private readonly IBufferWriter<byte> _output;
    private Span<byte> _span;
    private int _position;
    private int _depth;

    public Writer(IBufferWriter<byte> output, CodecProvider codecs)
    {
        _output = output;
        Codecs = codecs;
    }

    /// <summary>Resolves codecs of types known only at run time.</summary>
    public CodecProvider Codecs { get; }

    /// <summary>Makes everything written visible in the underlying buffer.</summary>
    public void Commit()
    {
        if (_position > 0)
        {
            _output.Advance(_position);
        }

        _span = default;
        _position = 0;
    }

    /// <summary>Starts a field. A control or null field ends with this.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteFieldHeader(uint id, WireType type) => WriteVarUInt32((id << 3) | (uint)type);

    /// <summary>A field whose value is the null reference.</summary>
    public void WriteNull(uint id) => WriteFieldHeader(id, WireType.Null);

    /// <summary>Starts a nested object and counts its depth.</summary>
    /// <exception cref="SerializerException">Deeper than <see cref="WireLimits.MaxDepth"/>: most likely a cycle.</exception>
    public void BeginObject(uint id)
    {
        Enter();
        WriteFieldHeader(id, WireType.Object);
    }

    /// <summary>Ends the object that <see cref="BeginObject"/> began.</summary>
    public void EndObject()
    {
        _depth--;
        WriteByte(0);
    }

    /// <summary>Ends the fields that a base class owns.</summary>
    public void EndBaseFields() => WriteByte(1 << 3);

    /// <summary>A value with the name of its type, for a codec chosen at run time.</summary>
    public void WriteTyped(uint id, object value)
    {
        var type = Codecs.GetTyped(value.GetType());
        Enter();
        WriteFieldHeader(id, WireType.Typed);
        WriteBytes(type.Name);
        type.Codec.WriteBoxed(ref this, 0, value);
        _depth--;
    }

    public void WriteByte(byte value)
    {
        Ensure(1);
        _span[_position++] = value;
    }

    public void WriteVarUInt32(uint value)
    {
        Ensure(5);
        var span = _span;
        var position = _position;
        while (value >= 0x80)
        {
            span[position++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[position++] = (byte)value;
        _position = position;
    }

    public void WriteVarUInt64(ulong value)
    {
        Ensure(10);
        var span = _span;
        var position = _position;
        while (value >= 0x80)
        {
            span[position++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[position++] = (byte)value;
        _position = position;
    }

    public void WriteVarInt64(long value) => WriteVarUInt64((ulong)((value << 1) ^ (value >> 63)));

    public void WriteFixed32(uint value)
    {
        Ensure(4);
        BinaryPrimitives.WriteUInt32LittleEndian(_span[_position..], value);
        _position += 4;
    }

    public void WriteFixed64(ulong value)
    {
        Ensure(8);
        BinaryPrimitives.WriteUInt64LittleEndian(_span[_position..], value);
        _position += 8;
    }

    /// <summary>A length and the bytes.</summary>
    public void WriteBytes(scoped ReadOnlySpan<byte> value)
    {
        WriteVarUInt32((uint)value.Length);
        while (!value.IsEmpty)
        {
            Ensure(1);
            var take = Math.Min(value.Length, _span.Length - _position);
            value[..take].CopyTo(_span[_position..]);
            _position += take;
            value = value[take..];
        }
    }

    /// <summary>A length and the text as UTF-8.</summary>
    public void WriteString(scoped ReadOnlySpan<char> value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        WriteVarUInt32((uint)length);
        Ensure(length);
        _position += Encoding.UTF8.GetBytes(value, _span[_position..]);
    }

    private void Enter()
    {
        if (++_depth > WireLimits.MaxDepth)
        {
            throw new SerializerException($"objects are nested deeper than {WireLimits.MaxDepth} levels; cycles are not supported");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Ensure(int count)
    {
        if (_span.Length - _position < count)
        {
            Grow(count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        Commit();
        _span = _output.GetSpan(Math.Max(count, 256));
    }
}
