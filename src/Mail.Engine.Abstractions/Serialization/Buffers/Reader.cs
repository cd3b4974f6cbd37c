using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Orleans.Serialization.Codecs;

namespace Orleans.Serialization.Buffers;

/// <summary>Reads fields from contiguous bytes. Every length is checked against what remains; bad input is a <see cref="SerializerException"/>.</summary>
public ref struct Reader
{
    private readonly ReadOnlySpan<byte> _input;
    private int _position;
    private int _depth;

    public Reader(ReadOnlySpan<byte> input, CodecProvider codecs)
    {
        _input = input;
        Codecs = codecs;
    }

    /// <summary>Resolves codecs of types known only at run time.</summary>
    public CodecProvider Codecs { get; }

    /// <summary>Bytes not yet read.</summary>
    public readonly int Remaining => _input.Length - _position;

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => _position;

    /// <summary>The next field of an object; false at the object's end.</summary>
    public bool TryReadField(out uint id, out WireType type)
    {
        ReadHeader(out id, out type);
        return type != WireType.Control || (id == 0 ? false : throw Malformed("an end of base fields where none is due"));
    }

    /// <summary>The next field of a base class; false where the fields of the derived class begin.</summary>
    public bool TryReadBaseField(out uint id, out WireType type)
    {
        ReadHeader(out id, out type);
        return type != WireType.Control || (id == 1 ? false : throw Malformed("an object ends within its base fields"));
    }

    /// <summary>A field that must be there, whatever its id.</summary>
    public WireType ReadValueHeader()
    {
        ReadHeader(out _, out var type);
        return type == WireType.Control ? throw Malformed("an end where a value is due") : type;
    }

    /// <summary>Counts the depth of a nested object; pair with <see cref="Leave"/>.</summary>
    public void Enter()
    {
        if (++_depth > WireLimits.MaxDepth)
        {
            throw Malformed($"objects are nested deeper than {WireLimits.MaxDepth} levels");
        }
    }

    public void Leave() => _depth--;

    /// <summary>The value of a <see cref="WireType.Typed"/> field.</summary>
    public object? ReadTyped()
    {
        Enter();
        var name = ReadBytes();
        if (name.Length > WireLimits.MaxTypeName)
        {
            throw Malformed("a type name is too long");
        }

        var codec = Codecs.GetByName(name).Codec;
        var value = codec.ReadBoxed(ref this, ReadValueHeader());
        Leave();
        return value;
    }

    public byte ReadByte() => _position < _input.Length ? _input[_position++] : throw Truncated();

    public uint ReadVarUInt32()
    {
        var value = ReadVarUInt64();
        return value <= uint.MaxValue ? (uint)value : throw Malformed("a number is out of range");
    }

    public ulong ReadVarUInt64()
    {
        var position = _position;
        if (position < _input.Length && _input[position] < 0x80)
        {
            _position = position + 1;
            return _input[position];
        }

        return ReadLongVarUInt64();
    }

    public long ReadVarInt64()
    {
        var value = ReadVarUInt64();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public uint ReadFixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong ReadFixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>The bytes of a length-prefixed value, as a slice of the input.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadVarUInt64();
        return length <= (ulong)Remaining ? Take((int)length) : throw Truncated();
    }

    public string ReadString() => Encoding.UTF8.GetString(ReadBytes());

    /// <summary>Passes over the value of a field that this version does not know.</summary>
    public void Skip(WireType type)
    {
        switch (type)
        {
            case WireType.VarInt: ReadVarUInt64(); break;
            case WireType.Fixed32: Take(4); break;
            case WireType.Fixed64: Take(8); break;
            case WireType.LengthPrefixed: ReadBytes(); break;
            case WireType.Null: break;
            case WireType.Object: SkipObject(); break;
            case WireType.Typed: SkipTyped(); break;
            default: throw Malformed("a control where a value is due");
        }
    }

    /// <summary>Fails unless the field is laid out as the codec expects.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Expect(WireType actual, WireType expected)
    {
        if (actual != expected)
        {
            throw Mismatch(actual, expected.ToString());
        }
    }

    /// <summary>The error for a field laid out as another type than the codec expects.</summary>
    public readonly SerializerException Mismatch(WireType actual, string expected) => Malformed($"{expected} expected, {actual} found");

    /// <summary>An error with the place where it was found.</summary>
    public readonly SerializerException Malformed(string what) => new($"malformed message at byte {_position} of {_input.Length}: {what}");

    private void SkipObject()
    {
        Enter();
        while (true)
        {
            ReadHeader(out var id, out var type);
            if (type != WireType.Control)
            {
                Skip(type);
            }
            else if (id == 0)
            {
                break;
            }
        }

        Leave();
    }

    private void SkipTyped()
    {
        Enter();
        ReadBytes();
        Skip(ReadValueHeader());
        Leave();
    }

    private void ReadHeader(out uint id, out WireType type)
    {
        var header = ReadVarUInt32();
        id = header >> 3;
        type = (WireType)(header & 7);
        if (type == WireType.Control && id > 1)
        {
            throw Malformed("an unknown control");
        }
    }

    private ulong ReadLongVarUInt64()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = ReadByte();
            if (shift == 63 && next > 1)
            {
                break;
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Malformed("a number is longer than 64 bits");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Remaining)
        {
            throw Truncated();
        }

        var taken = _input.Slice(_position, count);
        _position += count;
        return taken;
    }

    private readonly SerializerException Truncated() => Malformed("the message ends early");
}
