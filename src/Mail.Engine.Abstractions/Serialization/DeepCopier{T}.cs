namespace Orleans.Serialization;

/// <summary>Copies values of one type.</summary>
public sealed class DeepCopier<T>(DeepCopier copier)
{
    public T Copy(T value) => copier.Copy(value);
}
