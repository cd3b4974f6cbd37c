using Orleans.Serialization.Cloning;

namespace Orleans.Serialization.Codecs;

/// <summary>A codec as a copier of a type known at run time.</summary>
internal sealed class CodecCopier(FieldCodec codec, CodecProvider codecs) : IDeepCopier
{
    /// <inheritdoc/>
    public object? DeepCopy(object? input, CopyContext context)
    {
        var scope = new CopyScope(codecs);
        return codec.CopyBoxed(input, ref scope);
    }
}

/// <summary>A codec as a copier.</summary>
internal sealed class CodecCopier<T>(FieldCodec<T> codec, CodecProvider codecs) : IDeepCopier<T>
{
    /// <inheritdoc/>
    public T DeepCopy(T input, CopyContext context)
    {
        if (codec.IsImmutable)
        {
            return input;
        }

        var scope = new CopyScope(codecs);
        return codec.Copy(input, ref scope)!;
    }
}
