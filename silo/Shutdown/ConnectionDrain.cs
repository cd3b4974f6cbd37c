using Mail.Silo.Health;
using Mail.Silo.Options;

namespace Mail.Silo.Shutdown;

/// <summary>
/// OPS-10: when the server is told to stop, <c>/ready</c> says no, then listeners close and sessions end at their next boundary; connections
/// that are still there when the drain time is over are cut, so that the end never depends on a client.
/// </summary>
internal sealed class ConnectionDrain(SiloOptions options, Readiness readiness, TimeProvider time) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenSource _hurry = new();
    private ITimer? _timer;

    /// <summary>Cancelled when connections are to be cut.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>No more patience: connections are cut now.</summary>
    public void CutShort()
    {
        _hurry.Cancel();
        _over.Cancel();
    }

    /// <summary>Before any listener closes.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.Stopping = true;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _hurry.Token);
        await Task.Delay(options.Announce, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _timer = time.CreateTimer(_ => _over.Cancel(), null, options.Drain, Timeout.InfiniteTimeSpan);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _timer?.Dispose();
        _over.Dispose();
        _hurry.Dispose();
    }
}
