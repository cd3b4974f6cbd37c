namespace Orleans.Serialization.Cloning;

/// <summary>Finds the copier of a type.</summary>
public interface IDeepCopierProvider
{
    /// <summary>The copier of <typeparamref name="T"/>; throws where there is none.</summary>
    IDeepCopier<T> GetDeepCopier<T>();

    /// <summary>The copier of <typeparamref name="T"/>, or null.</summary>
    IDeepCopier<T>? TryGetDeepCopier<T>();

    /// <summary>The copier of <paramref name="type"/>; throws where there is none.</summary>
    IDeepCopier GetDeepCopier(Type type);

    /// <summary>True when values of <paramref name="type"/> may be shared instead of copied.</summary>
    bool IsShallowCopyable(Type type);
}
