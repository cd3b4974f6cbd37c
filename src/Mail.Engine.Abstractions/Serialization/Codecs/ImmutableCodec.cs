namespace Orleans.Serialization.Codecs;

/// <summary>Base of codecs whose values never change.</summary>
public abstract class ImmutableCodec<T> : FieldCodec<T>
{
    /// <inheritdoc/>
    public sealed override bool IsImmutable => true;

    /// <inheritdoc/>
    public sealed override T? Copy(T? value, ref CopyScope scope) => value;
}
