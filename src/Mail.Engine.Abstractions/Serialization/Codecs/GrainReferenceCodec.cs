using Orleans.Runtime;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>References to grains and observers.</summary>
public static class GrainReferenceCodec
{
    internal const string WireName = "ref";

    internal static GrainReferenceCodec<GrainReference> Any { get; } = new();
}

/// <summary>A reference as an object: the grain's identity and the name of the interface.</summary>
/// <typeparam name="T">A grain or observer interface, <see cref="IAddressable"/> or <see cref="GrainReference"/>.</typeparam>
public sealed class GrainReferenceCodec<T> : ImmutableCodec<T>
    where T : class, IAddressable
{
    public static readonly GrainReferenceCodec<T> Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, T? value)
    {
        if (value is null)
        {
            writer.WriteNull(id);
            return;
        }

        if (value is not GrainReference reference)
        {
            throw new SerializerException(
                $"{value.GetType()} is no reference: pass grains as this.AsReference<T>() and observers as CreateObjectReference gives them");
        }

        writer.BeginObject(id);
        GrainIdCodec.Instance.WriteField(ref writer, 1, reference.GrainId);
        writer.WriteFieldHeader(2, WireType.LengthPrefixed);
        writer.WriteBytes(reference.InterfaceType.Value.AsSpan());
        writer.EndObject();
    }

    /// <inheritdoc/>
    public override T? ReadValue(ref Reader reader, WireType type)
    {
        if (type == WireType.Null)
        {
            return null;
        }

        if (type == WireType.Typed)
        {
            return reader.ReadTyped() as T ?? throw reader.Malformed($"a {typeof(T).Name} expected, another type found");
        }

        reader.Expect(type, WireType.Object);
        reader.Enter();
        GrainId grain = default;
        GrainInterfaceType interfaceType = default;
        while (reader.TryReadField(out var id, out var field))
        {
            switch (id)
            {
                case 1:
                    grain = GrainIdCodec.Instance.ReadValue(ref reader, field);
                    break;
                case 2:
                    reader.Expect(field, WireType.LengthPrefixed);
                    interfaceType = new GrainInterfaceType(new IdSpan(reader.ReadBytes().ToArray()));
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        reader.Leave();
        return Resolve(ref reader, grain, interfaceType);
    }

    private static T Resolve(ref Reader reader, GrainId grain, GrainInterfaceType interfaceType)
    {
        var factory = reader.Codecs.ReferenceFactory
            ?? throw new SerializerException("grain references cannot be read here: no engine is attached to the serializer");
        if (reader.Codecs.Manifest.Interfaces.TryGetValue(typeof(T), out var declared))
        {
            interfaceType = GrainInterfaceType.Create(declared.InterfaceName);
        }

        return factory(grain, interfaceType) as T ?? throw reader.Malformed($"a reference that is no {typeof(T).Name}");
    }
}
