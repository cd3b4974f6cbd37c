using Orleans.Serialization.Codecs;

namespace Orleans.Serialization;

/// <summary>Copies values so that copy and original share nothing mutable.</summary>
public sealed class DeepCopier(CodecProvider codecs)
{
    public T Copy<T>(T value)
    {
        var scope = new CopyScope(codecs);
        return codecs.GetCodec<T>().Copy(value, ref scope)!;
    }

    public DeepCopier<T> GetCopier<T>() => new(this);
}
