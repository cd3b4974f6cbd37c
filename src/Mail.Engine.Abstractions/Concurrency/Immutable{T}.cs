namespace Orleans.Concurrency;

/// <summary>A promise that nobody changes <see cref="Value"/> any more, so that it need not be copied.</summary>
public readonly struct Immutable<T>(T value)
{
    public readonly T Value = value;
}
