namespace Orleans;

/// <summary>Translates a value to a serializable stand-in and back.</summary>
/// <typeparam name="TValue">The type that cannot carry serialization attributes.</typeparam>
/// <typeparam name="TSurrogate">A <see cref="GenerateSerializerAttribute"/> struct with the same content.</typeparam>
public interface IConverter<TValue, TSurrogate>
    where TSurrogate : struct
{
    TValue ConvertFromSurrogate(in TSurrogate surrogate);

    TSurrogate ConvertToSurrogate(in TValue value);
}
