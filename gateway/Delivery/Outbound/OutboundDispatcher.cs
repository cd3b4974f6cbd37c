using System.Collections.Immutable;
using Mail.Gateway.Smtp;
using Mail.Gateway.Tracing;
using Mail.Protocols.Dns;
using Mail.Storage.Blobs;
using Mail.Storage.Queue;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mail.Gateway.Delivery.Outbound;

/// <summary>
/// Empties the outbound queue: claims what is due for destinations that have a connection free, sends it, records what became of it.
/// It keeps nothing that the queue does not have; whatever it was doing when the process ended is due again when its claim ends.
/// </summary>
internal sealed class OutboundDispatcher : IHostedService, IDisposable
{
    private const int MostDomains = 1_000;
    private const int MostPurged = 1_000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan QueueRetry = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _active = [];
    private readonly HashSet<Task> _tasks = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly IOutboundQueue _queue;
    private readonly IBlobStore _blobs;
    private readonly OutboundOptions _options;
    private readonly OutboundSettlement _settlement;
    private readonly OutboundMetrics _metrics;
    private readonly MailRouter _router;
    private readonly string _hostName;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _purgeAt;
    private Task _loop = Task.CompletedTask;

    public OutboundDispatcher(
        IOutboundQueue queue,
        IBlobStore blobs,
        ReportSender reports,
        IOptions<OutboundOptions> options,
        IOptions<SmtpOptions> smtp,
        IDnsLookup dns,
        OutboundMetrics metrics,
        TimeProvider clock,
        ILogger<OutboundDispatcher> logger)
    {
        (_queue, _blobs, _options, _metrics, _clock, _logger) = (queue, blobs, options.Value, metrics, clock, logger);
        _options.Validate();
        _hostName = smtp.Value.HostName;
        _settlement = new OutboundSettlement(reports, _options, metrics, clock, logger);
        _router = new MailRouter(dns, _options, _hostName);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = RunAsync();
        return Task.CompletedTask;
    }

    /// <summary>Begins nothing more, lets what is under way end while the host is patient, and breaks off the rest, which is tried again.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var rest = Task.WhenAll(Tasks());
        await rest.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _ended.CancelAsync().ConfigureAwait(false);
        await rest.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _ended.Dispose();
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await PurgeAsync().ConfigureAwait(false);
                Task freed;
                lock (_lock)
                {
                    freed = _freed.Task;
                }

                await BeginOrWaitAsync(freed).ConfigureAwait(false);
            }
            catch (Exception cause) when (!_stopping.IsCancellationRequested)
            {
                _logger.QueueFailed(cause, QueueRetry);
                await Task.Delay(QueueRetry, _clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Begins with what is due, as far as connections are free; false if nothing was begun.</summary>
    private async Task<bool> BeginDueAsync()
    {
        if (!_options.Enabled)
        {
            return false;
        }

        // All mail goes one way through a smart host: its destination has no domain.
        var destinations = _options.SmartHost is not null ? [""] : await _queue.ReadDueDomainsAsync(MostDomains, _stopping.Token).ConfigureAwait(false);
        var begun = false;
        foreach (var destination in destinations)
        {
            if (!HasRoom(destination))
            {
                continue;
            }

            var lease = new ClaimLease(_clock.GetUtcNow() + _options.Lease);
            var claim = await _queue.ClaimAsync(destination.Length == 0 ? null : destination, _options.RowsPerClaim, _options.Lease, _stopping.Token).ConfigureAwait(false);
            if (claim.Rows.Length > 0)
            {
                Begin(destination, claim, lease);
                begun = true;
            }
        }

        return begun;
    }

    private async Task BeginOrWaitAsync(Task freed)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        // Listening begins before looking: a row that is added in between must not wait for the clock.
        var woken = _queue.WaitAsync(over.Token).AsTask();
        try
        {
            if (!await BeginDueAsync().ConfigureAwait(false))
            {
                await WaitAsync(freed, woken, over.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await woken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WaitAsync(Task freed, Task woken, CancellationToken over)
    {
        var due = await _queue.FindNextDueAsync(_stopping.Token).ConfigureAwait(false);
        var wait = due is { } at ? at - _clock.GetUtcNow() : LongestWait;
        // What is due already waits for a connection, or another process has it.
        wait = wait <= TimeSpan.Zero ? TimeSpan.FromSeconds(1) : wait < LongestWait ? wait : LongestWait;
        await Task.WhenAny(woken, freed, Task.Delay(wait, _clock, over)).ConfigureAwait(false);
    }

    private bool HasRoom(string destination)
    {
        lock (_lock)
        {
            return _tasks.Count < _options.Connections && _active.GetValueOrDefault(destination) < _options.ConnectionsPerDestination;
        }
    }

    private void Begin(string destination, OutboundClaim claim, ClaimLease lease)
    {
        lock (_lock)
        {
            _active[destination] = _active.GetValueOrDefault(destination) + 1;
            Task? task = null;
            task = RunClaimAsync(destination, claim, lease, () => _tasks.Remove(task!));
            _tasks.Add(task);
        }
    }

    private Task[] Tasks()
    {
        lock (_lock)
        {
            return [.. _tasks];
        }
    }

    private async Task RunClaimAsync(string destination, OutboundClaim claim, ClaimLease lease, Action remove)
    {
        await Task.Yield();
        _metrics.Began();
        using var over = new CancellationTokenSource();
        var renewing = RenewAsync(claim.Token, lease, over.Token);
        try
        {
            await SendAllAsync(claim, lease).ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            // Its claim ends by itself.
            _logger.ClaimFailed(cause, destination.Length == 0 ? "the smart host" : destination);
        }

        await over.CancelAsync().ConfigureAwait(false);
        await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _metrics.Ended();
        End(destination, remove);
    }

    private void End(string destination, Action remove)
    {
        TaskCompletionSource freed;
        lock (_lock)
        {
            remove();
            if (--_active[destination] == 0)
            {
                _active.Remove(destination);
            }

            (freed, _freed) = (_freed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        freed.SetResult();
    }

    private async Task SendAllAsync(OutboundClaim claim, ClaimLease lease)
    {
        // The domain of the first row stands for all: through a smart host it is not looked at.
        var courier = new OutboundCourier(_router, _options, _hostName, claim.Rows[0].Delivery.Domain, _clock, _ended.Token);
        await using (courier.ConfigureAwait(false))
        {
            foreach (var rows in claim.Rows.GroupBy(r => (r.Delivery.Ingest, HasFailed: r.Failure is not null)))
            {
                if (_clock.GetUtcNow() >= lease.Until)
                {
                    // It could not be renewed in time: what has not been begun with may be another worker's.
                    return;
                }

                await SettleAsync(claim.Token, _stopping.IsCancellationRequested
                    ? [.. rows.Select(r => new OutboundOutcome.Untried(r.Id))]
                    : await SendAsync(courier, [.. rows]).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
    }

    private async Task<ImmutableArray<OutboundOutcome>> SendAsync(OutboundCourier courier, IReadOnlyList<QueuedDelivery> rows)
    {
        LogScope.Begin("outbound", correlation: rows[0].Delivery.Ingest.ToString());
        return await _settlement.ConcludeAsync(rows, await AttemptAsync(courier, rows).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task<AttemptResult[]> AttemptAsync(OutboundCourier courier, IReadOnlyList<QueuedDelivery> rows)
    {
        if (rows[0].Failure is not null)
        {
            return [.. rows.Select(r => AttemptResult.Known(r.Failure!, r.LastReply))];
        }

        try
        {
            var bytes = new byte[rows[0].Delivery.Blob.Length];
            await _blobs.ReadAsync(rows[0].Delivery.Blob, 0, bytes, _ended.Token).ConfigureAwait(false);
            return await courier.SendAsync(new OutboundMessage(rows, bytes)).ConfigureAwait(false);
        }
        catch (BlobNotFoundException lost)
        {
            return [.. rows.Select(_ => AttemptResult.Never("5.3.0", lost.Message))];
        }
        catch (Exception cause) when (!_ended.IsCancellationRequested)
        {
            // This message alone waits and in the end expires; those behind it in the claim have no part in it.
            _logger.MessageFailed(cause, rows[0].Delivery.Ingest);
            return [.. rows.Select(_ => AttemptResult.Later("4.3.0", "The message cannot be read or sent just now"))];
        }
    }

    /// <summary>Until it is recorded: what was sent must not be sent again because the store was away for a moment.</summary>
    private async Task SettleAsync(Guid token, ImmutableArray<OutboundOutcome> outcomes)
    {
        while (true)
        {
            try
            {
                await _queue.SettleAsync(token, outcomes, CancellationToken.None).ConfigureAwait(false);
                return;
            }
            catch (Exception cause) when (!_ended.IsCancellationRequested)
            {
                _logger.QueueFailed(cause, QueueRetry);
                await Task.Delay(QueueRetry, _clock, _ended.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task RenewAsync(Guid token, ClaimLease lease, CancellationToken over)
    {
        while (true)
        {
            await Task.Delay(_options.Lease / 3, _clock, over).ConfigureAwait(false);
            try
            {
                var until = _clock.GetUtcNow() + _options.Lease;
                await _queue.RenewAsync(token, _options.Lease, over).ConfigureAwait(false);
                lease.Until = until;
            }
            catch (Exception cause) when (!over.IsCancellationRequested)
            {
                _logger.QueueFailed(cause, _options.Lease / 3);
            }
        }
    }

    private async Task PurgeAsync()
    {
        var now = _clock.GetUtcNow();
        if (now >= _purgeAt)
        {
            var purged = await _queue.PurgeAsync(now - _options.Remember, MostPurged, _stopping.Token).ConfigureAwait(false);
            _purgeAt = purged == MostPurged ? now : now + TimeSpan.FromHours(1);
        }
    }
}
