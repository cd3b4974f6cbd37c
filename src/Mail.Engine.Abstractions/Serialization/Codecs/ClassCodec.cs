using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>Base of the generated codecs of classes: nulls, derived types and depth; the generated part knows the members.</summary>
/// <remarks>
/// A class in the middle of a hierarchy writes the fields of its base first, closed by an end-of-base control. Adding fields at any
/// level is compatible; adding or removing a level is not.
/// </remarks>
public abstract class ClassCodec<T> : FieldCodec<T>
    where T : class
{
    /// <inheritdoc/>
    public sealed override void WriteField(ref Writer writer, uint id, T? value)
    {
        if (value is null)
        {
            writer.WriteNull(id);
        }
        else if (value.GetType() == typeof(T))
        {
            writer.BeginObject(id);
            WriteMembers(ref writer, value);
            writer.EndObject();
        }
        else
        {
            writer.WriteTyped(id, value);
        }
    }

    /// <inheritdoc/>
    public sealed override T? ReadValue(ref Reader reader, WireType type)
    {
        switch (type)
        {
            case WireType.Object:
                reader.Enter();
                var value = Create(ref reader);
                ReadMembers(ref reader, value, isBase: false);
                reader.Leave();
                return value;
            case WireType.Null:
                return null;
            case WireType.Typed:
                return reader.ReadTyped() as T ?? throw reader.Malformed($"a {typeof(T).Name} expected, another type found");
            default:
                throw reader.Mismatch(type, typeof(T).Name);
        }
    }

    /// <inheritdoc/>
    public sealed override T? Copy(T? value, ref CopyScope scope)
    {
        if (value is null || IsImmutable)
        {
            return value;
        }

        if (value.GetType() != typeof(T))
        {
            return (T)scope.CopyTyped(value);
        }

        scope.Enter();
        var copy = CopyObject(value, ref scope);
        scope.Leave();
        return copy;
    }

    /// <summary>Writes the members of this level and of its bases, without the end.</summary>
    public abstract void WriteMembers(ref Writer writer, T value);

    /// <summary>Reads members up to the end of the object, or of the base fields.</summary>
    public abstract void ReadMembers(ref Reader reader, T value, bool isBase);

    /// <summary>Copies the members of this level and of its bases.</summary>
    public abstract void CopyMembers(T source, T target, ref CopyScope scope);

    /// <summary>A new instance with no member set.</summary>
    protected abstract T Create();

    private T Create(ref Reader reader) => typeof(T).IsAbstract
        ? throw reader.Malformed($"the abstract {typeof(T).Name} without the name of its type")
        : Create();

    private T CopyObject(T value, ref CopyScope scope)
    {
        var copy = Create();
        CopyMembers(value, copy, ref scope);
        return copy;
    }
}
