using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>A value type or null; a plain value is readable as a nullable one.</summary>
public sealed class NullableCodec<T>(FieldCodec<T> inner) : FieldCodec<T?>
    where T : struct
{
    /// <inheritdoc/>
    public override bool IsImmutable => inner.IsImmutable;

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, T? value)
    {
        if (value is { } present)
        {
            inner.WriteField(ref writer, id, present);
        }
        else
        {
            writer.WriteNull(id);
        }
    }

    /// <inheritdoc/>
    public override T? ReadValue(ref Reader reader, WireType type) => type == WireType.Null ? null : inner.ReadValue(ref reader, type);

    /// <inheritdoc/>
    public override T? Copy(T? value, ref CopyScope scope) => value is { } present ? inner.Copy(present, ref scope) : null;
}
