using Orleans.Runtime;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>A call as a value: interface, method and arguments. Enumerations send their request to the grain this way.</summary>
public sealed class RequestCodec : FieldCodec<RequestBase>
{
    public static readonly RequestCodec Instance = new();

    internal const string WireName = "request";

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, RequestBase? value)
    {
        if (value is null)
        {
            writer.WriteNull(id);
            return;
        }

        writer.BeginObject(id);
        StringCodec.Instance.WriteField(ref writer, 1, value.GetInterfaceName());
        StringCodec.Instance.WriteField(ref writer, 2, value.GetMethodId());
        writer.BeginObject(3);
        value.WriteArguments(ref writer);
        writer.EndObject();
        writer.EndObject();
    }

    /// <inheritdoc/>
    public override RequestBase? ReadValue(ref Reader reader, WireType type)
    {
        if (type == WireType.Null)
        {
            return null;
        }

        reader.Expect(type, WireType.Object);
        reader.Enter();
        string? interfaceName = null, methodId = null;
        RequestBase? request = null;
        while (reader.TryReadField(out var id, out var field))
        {
            switch (id)
            {
                case 1: interfaceName = StringCodec.Instance.ReadValue(ref reader, field); break;
                case 2: methodId = StringCodec.Instance.ReadValue(ref reader, field); break;
                case 3: request = ReadRequest(ref reader, field, interfaceName ?? "", methodId ?? ""); break;
                default: reader.Skip(field); break;
            }
        }

        reader.Leave();
        return request ?? throw reader.Malformed("a request without arguments");
    }

    /// <inheritdoc/>
    public override RequestBase? Copy(RequestBase? value, ref CopyScope scope) => value;

    private static RequestBase ReadRequest(ref Reader reader, WireType type, string interfaceName, string methodId)
    {
        reader.Expect(type, WireType.Object);
        if (!reader.Codecs.Manifest.Invokables.TryGetValue((interfaceName, methodId), out var factory))
        {
            throw new IllegalTypeException($"the grain method {interfaceName}/{methodId} is not registered here");
        }

        reader.Enter();
        var request = factory();
        request.ReadArguments(ref reader);
        reader.Leave();
        return request;
    }
}
