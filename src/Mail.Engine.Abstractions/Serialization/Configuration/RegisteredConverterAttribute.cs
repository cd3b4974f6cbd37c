namespace Orleans.Serialization.Configuration;

/// <summary>Generated: says which class holds the codec of a type with a converter, for assemblies that refer to this one.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class RegisteredConverterAttribute(Type valueType, Type holderType) : Attribute
{
    /// <summary>The type that travels as a surrogate.</summary>
    public Type ValueType { get; } = valueType;

    /// <summary>A static class with the codec in its field Instance.</summary>
    public Type HolderType { get; } = holderType;
}
