using System.Diagnostics.CodeAnalysis;

namespace Orleans.Serialization.Cloning;

/// <summary>One copying operation: remembers what was copied, so that shared references stay shared.</summary>
public sealed class CopyContext(IDeepCopierProvider copiers, Action<CopyContext>? onDisposed) : IDisposable
{
    private readonly Dictionary<object, object> _copies = new(ReferenceEqualityComparer.Instance);

    /// <summary>The copy made earlier of <paramref name="original"/>; a null original is its own copy.</summary>
    public bool TryGetCopy<T>(object? original, [NotNullWhen(true)] out T? result)
        where T : class
    {
        if (original is null)
        {
            result = null!;
            return true;
        }

        result = _copies.TryGetValue(original, out var copy) ? copy as T : null;
        return result is not null;
    }

    public void RecordCopy(object original, object copy) => _copies[original] = copy;

    /// <summary>A copy of <paramref name="value"/> by the copier of its type.</summary>
    public T DeepCopy<T>(T value) => value is null ? value : copiers.GetDeepCopier<T>().DeepCopy(value, this);

    public void Reset() => _copies.Clear();

    public void Dispose()
    {
        _copies.Clear();
        onDisposed?.Invoke(this);
    }
}
