using Orleans.Runtime;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>A grain's identity as an object: type and key, in bytes.</summary>
public sealed class GrainIdCodec : StructCodec<GrainId>
{
    public static readonly GrainIdCodec Instance = new();

    /// <inheritdoc/>
    public override bool IsImmutable => true;

    /// <inheritdoc/>
    public override void WriteMembers(ref Writer writer, ref GrainId value)
    {
        writer.WriteFieldHeader(1, WireType.LengthPrefixed);
        writer.WriteBytes(value.Type.Value.AsSpan());
        writer.WriteFieldHeader(2, WireType.LengthPrefixed);
        writer.WriteBytes(value.Key.AsSpan());
    }

    /// <inheritdoc/>
    public override void ReadMembers(ref Reader reader, ref GrainId value)
    {
        while (reader.TryReadField(out var id, out var type))
        {
            switch (id)
            {
                case 1: value = new(new GrainType(ReadId(ref reader, type)), value.Key); break;
                case 2: value = new(value.Type, ReadId(ref reader, type)); break;
                default: reader.Skip(type); break;
            }
        }
    }

    /// <inheritdoc/>
    public override void CopyMembers(ref GrainId value, ref CopyScope scope)
    {
    }

    private static IdSpan ReadId(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.LengthPrefixed);
        return new IdSpan(reader.ReadBytes().ToArray());
    }
}

/// <summary>A silo's address in its text form.</summary>
public sealed class SiloAddressCodec : ImmutableCodec<SiloAddress>
{
    public static readonly SiloAddressCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, SiloAddress? value) =>
        StringCodec.Instance.WriteField(ref writer, id, value?.ToParsableString());

    /// <inheritdoc/>
    public override SiloAddress? ReadValue(ref Reader reader, WireType type) => StringCodec.Instance.ReadValue(ref reader, type) switch
    {
        null => null,
        var text => SiloAddress.TryParse(text, out var address) ? address : throw reader.Malformed("no silo address"),
    };
}
