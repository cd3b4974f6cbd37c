using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields declared as object, an interface or a class without codec: the name of a registered type goes with the value.</summary>
public sealed class PolymorphicCodec<T> : FieldCodec<T>
    where T : class
{
    public static readonly PolymorphicCodec<T> Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, T? value)
    {
        if (value is null)
        {
            writer.WriteNull(id);
        }
        else
        {
            writer.WriteTyped(id, value);
        }
    }

    /// <inheritdoc/>
    public override T? ReadValue(ref Reader reader, WireType type)
    {
        if (type == WireType.Null)
        {
            return null;
        }

        reader.Expect(type, WireType.Typed);
        return reader.ReadTyped() as T ?? throw reader.Malformed($"a {typeof(T).Name} expected, another type found");
    }

    /// <inheritdoc/>
    public override T? Copy(T? value, ref CopyScope scope)
    {
        if (value is null)
        {
            return null;
        }

        scope.Enter();
        var copy = (T)scope.CopyTyped(value);
        scope.Leave();
        return copy;
    }
}
