using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>Exceptions whose type does not travel: name, message, stack and inner exception do.</summary>
internal sealed class UnavailableExceptionCodec : ImmutableCodec<Exception>
{
    public const string WireName = "exception";

    public static readonly UnavailableExceptionCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, Exception? value)
    {
        if (value is null)
        {
            writer.WriteNull(id);
            return;
        }

        writer.BeginObject(id);
        var name = value is UnavailableExceptionFallbackException fallback ? fallback.ExceptionType : value.GetType().FullName;
        StringCodec.Instance.WriteField(ref writer, 0, name);
        ExceptionMembers.Write(ref writer, value);
        writer.EndObject();
    }

    /// <inheritdoc/>
    public override Exception? ReadValue(ref Reader reader, WireType type)
    {
        if (type == WireType.Null)
        {
            return null;
        }

        reader.Expect(type, WireType.Object);
        reader.Enter();
        var name = "";
        if (reader.TryReadField(out var id, out var field))
        {
            name = id == 0 ? StringCodec.Instance.ReadValue(ref reader, field) ?? "" : throw reader.Malformed("an exception without type name");
            var value = new UnavailableExceptionFallbackException { ExceptionType = name };
            ExceptionMembers.Read(ref reader, value, isBase: false);
            reader.Leave();
            return value;
        }

        throw reader.Malformed("an empty exception");
    }
}
