namespace Orleans.Serialization.Codecs;

/// <summary>An open generic type with its codec, whose constructor takes one codec per type argument.</summary>
internal sealed record GenericCodec(Type Type, Type CodecType, string Name);
