namespace Orleans.Runtime;

/// <summary>Values that flow with a call to the grain called and on to those it calls, but not back.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<RequestContextValues?> Values = new();
    private static long _sections;

    /// <summary>The id of the call chain that may re-enter its grains; empty when none may.</summary>
    public static Guid ReentrancyId
    {
        get => Values.Value?.ReentrancyId ?? default;
        set
        {
            if (ReentrancyId != value)
            {
                Values.Value = RequestContextValues.With(Values.Value, value);
            }
        }
    }

    public static IEnumerable<string> Keys => (IEnumerable<string>?)Values.Value?.Entries.Keys ?? [];

    public static IEnumerable<KeyValuePair<string, object>> Entries => (IEnumerable<KeyValuePair<string, object>>?)Values.Value?.Entries ?? [];

    internal static RequestContextValues? Snapshot
    {
        get => Values.Value;
        set
        {
            if (!ReferenceEquals(Values.Value, value))
            {
                Values.Value = value;
            }
        }
    }

    public static object? Get(string key) => Values.Value is { } values && values.Entries.TryGetValue(key, out var value) ? value : null;

    public static void Set(string key, object value) => Values.Value = RequestContextValues.With(Values.Value, key, value);

    public static bool Remove(string key)
    {
        if (Values.Value is not { } values || !values.Entries.ContainsKey(key))
        {
            return false;
        }

        Values.Value = RequestContextValues.Without(values, key);
        return true;
    }

    public static void Clear() => Snapshot = null;

    /// <summary>
    /// Until the section is disposed, calls made by this grain may call back into it. Must be opened inside the grain that is to be re-entered.
    /// </summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        var id = original == Guid.Empty ? NewId() : original;
        ReentrancyId = id;
        (RuntimeContext.Current as Core.Internal.ICallChainReentrantGrainContext)?.OnEnterReentrantSection(id);
        return new ReentrancySection(original, id);
    }

    /// <summary>Until the section is disposed, calls may not re-enter.</summary>
    public static ReentrancySection SuppressCallChainReentrancy()
    {
        var original = ReentrancyId;
        ReentrancyId = Guid.Empty;
        return new ReentrancySection(original, Guid.Empty);
    }

    // Unique in the cluster without randomness: the activation's id with its tail replaced by a counter of this process.
    private static Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        (RuntimeContext.Current?.ActivationId.Key ?? default).TryWriteBytes(bytes);
        BitConverter.TryWriteBytes(bytes[8..], Interlocked.Increment(ref _sections));
        return new Guid(bytes);
    }

    /// <summary>A section opened by <see cref="AllowCallChainReentrancy"/> or <see cref="SuppressCallChainReentrancy"/>.</summary>
    public readonly struct ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId) : IDisposable
    {
        private readonly IGrainContext? _context = RuntimeContext.Current;

        public void Dispose()
        {
            if (newReentrancyId != Guid.Empty)
            {
                (_context as Core.Internal.ICallChainReentrantGrainContext)?.OnExitReentrantSection(newReentrancyId);
            }

            ReentrancyId = originalReentrancyId;
        }
    }
}
