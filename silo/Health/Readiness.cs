using Mail.Silo.DataFolders;
using Mail.Storage;

namespace Mail.Silo.Health;

/// <summary>What <c>/ready</c> looks at: listeners, each store, room on the disk.</summary>
internal sealed class Readiness(IEnumerable<IStoreHealth> stores, string dataFolder, long diskReserve)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Set once every port listens.</summary>
    public bool Listening { get; set; }

    /// <summary>Set once the server is told to stop.</summary>
    public bool Stopping { get; set; }

    public async Task<(bool Ready, IReadOnlyDictionary<string, string> Parts)> CheckAsync(CancellationToken cancellation)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["listeners"] = Stopping ? "stopping" : Listening ? "ok" : "starting",
            ["disk"] = Disk(),
        };
        foreach (var store in stores)
        {
            parts[store.Name] = await CheckAsync(store, cancellation);
        }

        return (parts.Values.All(v => v == "ok"), parts);
    }

    private static async Task<string> CheckAsync(IStoreHealth store, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(Patience);
        try
        {
            await store.CheckAsync(timeout.Token);
            return "ok";
        }
        catch (OperationCanceledException)
        {
            return $"no answer within {Patience.TotalSeconds:0} s";
        }
        catch (Exception error)
        {
            // Whatever it is: a store that cannot be written to is the answer, not a failure of asking.
            return error.Message;
        }
    }

    private string Disk()
    {
        try
        {
            return DiskRoom.Shortage(dataFolder, diskReserve) ?? "ok";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }
}
