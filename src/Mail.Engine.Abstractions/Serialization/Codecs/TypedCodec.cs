namespace Orleans.Serialization.Codecs;

/// <summary>A codec with the name that its type has on the wire, in UTF-8.</summary>
internal sealed record TypedCodec(byte[] Name, FieldCodec Codec);
