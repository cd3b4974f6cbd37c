using Orleans.Serialization.Cloning;

namespace Mail.Engine.Invocation;

/// <summary>Copies results on their way to the caller; what is immutable goes as it is.</summary>
internal sealed class ResultCopiers(IDeepCopierProvider copiers, CopyContextPool contexts)
{
    public CopyContextPool Contexts => contexts;

    public T Copy<T>(T value)
    {
        if (value is null || Of<T>().IsShared)
        {
            return value;
        }

        using var context = contexts.GetContext();
        return context.DeepCopy(value);
    }

    private Entry Of<T>()
    {
        var entry = Cache<T>.Entry;
        return ReferenceEquals(entry?.Owner, copiers) ? entry! : Cache<T>.Entry = new Entry(copiers, typeof(T) == typeof(Nothing) || copiers.IsShallowCopyable(typeof(T)));
    }

    private static class Cache<T>
    {
        public static Entry? Entry;
    }

    private sealed record Entry(IDeepCopierProvider Owner, bool IsShared);
}
