namespace Orleans.Serialization.Cloning;

/// <summary>Marks a copier of some type.</summary>
public interface IDeepCopier
{
    /// <summary>A copy of <paramref name="input"/> that shares nothing mutable with it.</summary>
    object? DeepCopy(object? input, CopyContext context);
}

/// <summary>Copies values of <typeparamref name="T"/>.</summary>
public interface IDeepCopier<T> : IDeepCopier
{
    /// <summary>A copy of <paramref name="input"/> that shares nothing mutable with it.</summary>
    T DeepCopy(T input, CopyContext context);

    object? IDeepCopier.DeepCopy(object? input, CopyContext context) => input is null ? null : DeepCopy((T)input, context);
}
