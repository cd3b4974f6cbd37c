namespace Orleans.Serialization;

/// <summary>A type name on the wire that no manifest knows. Names are never resolved against loaded assemblies.</summary>
public sealed class IllegalTypeException(string message) : SerializerException(message);
