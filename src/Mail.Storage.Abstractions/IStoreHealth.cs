namespace Mail.Storage;

/// <summary>What <c>/ready</c> asks of each store.</summary>
public interface IStoreHealth
{
    /// <summary>Name shown to operators, such as <c>sqlite</c> or <c>segments</c>.</summary>
    string Name { get; }

    /// <summary>Makes a real round trip (a write where the store is written).</summary>
    /// <exception cref="StoreUnavailableException">It does not work; the message says what to do.</exception>
    ValueTask CheckAsync(CancellationToken cancellation);
}
