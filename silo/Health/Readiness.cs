using Mail.Silo.DataFolders;
using Mail.Storage;

namespace Mail.Silo.Health;

/// <summary>
/// What <c>/ready</c> looks at: listeners, each store, room on the disk. Stores and disk are looked at once a second however many ask:
/// anybody may, and a store is asked by a write.
/// </summary>
internal sealed class Readiness(IEnumerable<IStoreHealth> stores, string dataFolder, long diskReserve, TimeProvider time, ILogger<Readiness> log)
{
    private const string Ok = "ok";
    private const string Failed = "failed";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _said = new(StringComparer.Ordinal);
    private Task<IReadOnlyDictionary<string, string>>? _look;
    private long _looked;

    /// <summary>Set once every port listens.</summary>
    public bool Listening { get; set; }

    /// <summary>Set once the server is told to stop.</summary>
    public bool Stopping { get; set; }

    /// <summary>Whether mail can be taken and given, and what is wrong: for operators, since it may name paths and hosts.</summary>
    public Task<(bool Ready, IReadOnlyDictionary<string, string> Parts)> CheckAsync(CancellationToken cancellation) => CheckAsync(static s => s, cancellation);

    /// <summary>The same for anybody: which parts work.</summary>
    public Task<(bool Ready, IReadOnlyDictionary<string, string> Parts)> CheckBrieflyAsync(CancellationToken cancellation) =>
        CheckAsync(static s => s == Ok ? Ok : Failed, cancellation);

    private async Task<(bool Ready, IReadOnlyDictionary<string, string> Parts)> CheckAsync(Func<string, string> told, CancellationToken cancellation)
    {
        var looked = await Look().WaitAsync(cancellation);
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["listeners"] = Stopping ? "stopping" : Listening ? Ok : "starting" };
        foreach (var (name, state) in looked)
        {
            parts[name] = told(state);
        }

        return (parts.Values.All(v => v == Ok), parts);
    }

    private Task<IReadOnlyDictionary<string, string>> Look()
    {
        lock (_lock)
        {
            if (_look is null || (_look.IsCompleted && time.GetElapsedTime(_looked) >= Fresh))
            {
                (_look, _looked) = (LookAsync(), time.GetTimestamp());
            }

            return _look;
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> LookAsync()
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal) { ["disk"] = Disk() };
        foreach (var store in stores)
        {
            parts[store.Name] = await CheckAsync(store);
        }

        foreach (var (name, state) in parts)
        {
            Say(name, state);
        }

        return parts;
    }

    /// <summary>Callers are told little, so the log says more: once for each change.</summary>
    private void Say(string name, string state)
    {
        if (_said.GetValueOrDefault(name, Ok) != state)
        {
            log.PartChanged(state == Ok ? LogLevel.Information : LogLevel.Error, name, state);
        }

        _said[name] = state;
    }

    private async Task<string> CheckAsync(IStoreHealth store)
    {
        using var timeout = new CancellationTokenSource(Patience, time);
        try
        {
            await store.CheckAsync(timeout.Token);
            return Ok;
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
            return DiskRoom.Shortage(dataFolder, diskReserve) ?? Ok;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }
}
