using Orleans.Serialization.Cloning;

namespace Mail.Engine.Hosting;

/// <summary>Copies nothing: stands in where no serializer is registered.</summary>
internal sealed class SharingCopierProvider : IDeepCopierProvider
{
    public IDeepCopier<T> GetDeepCopier<T>() => Sharing<T>.Instance;

    public IDeepCopier<T>? TryGetDeepCopier<T>() => Sharing<T>.Instance;

    public IDeepCopier GetDeepCopier(Type type) => Sharing<object>.Instance;

    public bool IsShallowCopyable(Type type) => true;

    private sealed class Sharing<T> : IDeepCopier<T>
    {
        public static readonly Sharing<T> Instance = new();

        public T DeepCopy(T input, CopyContext context) => input;
    }
}
