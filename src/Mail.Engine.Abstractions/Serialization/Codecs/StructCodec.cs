using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>Base of the generated codecs of structs.</summary>
public abstract class StructCodec<T> : FieldCodec<T>
    where T : struct
{
    /// <inheritdoc/>
    public sealed override void WriteField(ref Writer writer, uint id, T value)
    {
        writer.BeginObject(id);
        WriteMembers(ref writer, ref value);
        writer.EndObject();
    }

    /// <inheritdoc/>
    public sealed override T ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.Object);
        reader.Enter();
        var value = Create();
        ReadMembers(ref reader, ref value);
        reader.Leave();
        return value;
    }

    /// <inheritdoc/>
    public sealed override T Copy(T value, ref CopyScope scope)
    {
        if (!IsImmutable)
        {
            scope.Enter();
            CopyMembers(ref value, ref scope);
            scope.Leave();
        }

        return value;
    }

    /// <summary>Writes the members, without the end.</summary>
    public abstract void WriteMembers(ref Writer writer, ref T value);

    /// <summary>Reads members up to the end of the object.</summary>
    public abstract void ReadMembers(ref Reader reader, ref T value);

    /// <summary>Replaces mutable members by copies, in place.</summary>
    public abstract void CopyMembers(ref T value, ref CopyScope scope);

    /// <summary>The value that members are read into.</summary>
    protected virtual T Create() => default;
}
