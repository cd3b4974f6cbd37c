namespace Orleans;

/// <summary>Registers an <see cref="IConverter{TValue, TSurrogate}"/>: how a type that cannot carry attributes travels.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class RegisterConverterAttribute : Attribute;
