using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;

namespace Orleans.Serialization.Codecs;

/// <summary>One deep copy: how far down it is, and the codecs of types known only at run time.</summary>
public ref struct CopyScope(CodecProvider codecs)
{
    private int _depth;

    public CodecProvider Codecs { get; } = codecs;

    /// <summary>A copy within a silo whose copiers are a <see cref="CodecProvider"/>.</summary>
    public static CopyScope Over(CopyContextPool contexts) => new((CodecProvider)contexts.Copiers);

    /// <summary>Counts the depth of a nested object; pair with <see cref="Leave"/>.</summary>
    /// <exception cref="SerializerException">Too deep: most likely a cycle, which is not supported.</exception>
    public void Enter()
    {
        if (++_depth > WireLimits.MaxDepth)
        {
            throw new SerializerException($"objects are nested deeper than {WireLimits.MaxDepth} levels; cycles are not supported");
        }
    }

    public void Leave() => _depth--;

    /// <summary>A copy made by the codec of the value's own type.</summary>
    public object CopyTyped(object value) => Codecs.GetTyped(value.GetType()).Codec.CopyBoxed(value, ref this)!;
}
