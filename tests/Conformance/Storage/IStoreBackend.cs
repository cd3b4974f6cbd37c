namespace Mail.Conformance.Storage;

/// <summary>A backend with data of its own for one test.</summary>
public interface IStoreBackend : IAsyncDisposable
{
    /// <summary>Opens it; a second call closes it first and opens the same data again.</summary>
    ValueTask<StorePorts> OpenAsync();
}
