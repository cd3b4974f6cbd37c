namespace Orleans.Serialization;

/// <summary>No codec is registered for a type: it lacks [GenerateSerializer] or a converter.</summary>
public sealed class CodecNotFoundException(string message) : SerializerException(message);
