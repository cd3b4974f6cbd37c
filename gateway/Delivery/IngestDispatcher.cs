using System.Buffers;
using Mail.Domain.Delivery;
using Mail.Domain.Identity;
using Mail.Gateway.Delivery.Outbound;
using Mail.Storage.Blobs;
using Mail.Storage.Queue;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mail.Gateway.Delivery;

/// <summary>
/// Brings accepted messages from the accept log to their mailboxes: at once behind the 250, again with back-off until every
/// mailbox has its copy, and at start those that an earlier run still owed. A message is acknowledged in the log when all
/// its deliveries are durable; before that nothing forgets it.
/// </summary>
public sealed class IngestDispatcher : IHostedService, IDisposable
{
    private readonly IIngestLog _log;
    private readonly IBlobStore _blobs;
    private readonly IMessageSummarizer _summarizer;
    private readonly TimeProvider _clock;
    private readonly ILogger<IngestDispatcher> _logger;
    private readonly DeliveryOptions _options;
    private readonly OutstandingMessages _outstanding;
    private readonly DeliveryRun _run;
    private readonly CancellationTokenSource _stopping = new();
    private Exception? _recoveryFailure;
    private Task _recovery = Task.CompletedTask;

    public IngestDispatcher(
        IIngestLog log,
        IBlobStore blobs,
        IMailboxDelivery mailboxes,
        IOutboundQueue outbound,
        IMessageSummarizer summarizer,
        IOptions<DeliveryOptions> options,
        IOptions<OutboundOptions> outboundOptions,
        DeliveryMetrics metrics,
        TimeProvider clock,
        ILogger<IngestDispatcher> logger,
        Lazy<IDeliveredReports>? reports = null)
    {
        _log = log;
        _blobs = blobs;
        _summarizer = summarizer;
        _clock = clock;
        _logger = logger;
        _options = options.Value;
        _outstanding = new OutstandingMessages(options.Value.MaxOutstanding);
        _run = new DeliveryRun(log, mailboxes, new OutboundHandOver(outbound, outboundOptions.Value), reports, _options, _outstanding, metrics, clock, logger, _stopping.Token);
    }

    /// <summary>Messages that owe deliveries now.</summary>
    public int Outstanding => _outstanding.Count;

    /// <summary>
    /// Takes a place for a message that is about to be accepted; false when none came free in time. A place ends with
    /// <see cref="Dispatch"/> or <see cref="GiveBack"/>.
    /// </summary>
    public ValueTask<bool> TryTakePlaceAsync() => _outstanding.TryEnterAsync(_options.PlaceWait, _clock, CancellationToken.None);

    /// <summary>The message was not accepted after all.</summary>
    public void GiveBack() => _outstanding.Leave();

    /// <summary>Begins to deliver a message that lies in the log; returns at once.</summary>
    /// <param name="message">What was appended.</param>
    /// <param name="summary">Its summary.</param>
    public void Dispatch(PendingIngest message, ReadOnlyMemory<byte> summary) => _run.Begin(message, summary, redelivery: false);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _recovery = RecoverAsync();
        return Task.CompletedTask;
    }

    /// <summary>Waits until nothing is outstanding or the host's patience ends; what is left waits in the log.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _outstanding.WhenEmpty().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _logger.StoppedWithDebts(_outstanding.Count);
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _recovery.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _outstanding.Dispose();
    }

    private async Task RecoverAsync()
    {
        var (failures, begun) = (0, new HashSet<IngestId>());
        while (!await TryRecoverAsync(begun).ConfigureAwait(false))
        {
            var wait = _run.Schedule.WaitAfter(++failures, spread: 0.5);
            _logger.RecoveryFailed(_recoveryFailure!, wait);
            await Task.Delay(wait, _clock, _stopping.Token).ConfigureAwait(false);
        }
    }

    /// <param name="begun">What earlier tries have begun with, and is on its way since.</param>
    private async Task<bool> TryRecoverAsync(HashSet<IngestId> begun)
    {
        try
        {
            await foreach (var message in _log.ReadPendingAsync(_stopping.Token).ConfigureAwait(false))
            {
                if (!begun.Add(message.Id))
                {
                    continue;
                }

                while (!await _outstanding.TryEnterAsync(_options.PlaceWait, _clock, _stopping.Token).ConfigureAwait(false))
                {
                    // Mailboxes do not take mail just now; recovery waits with everybody else.
                }

                _run.Begin(message, await ReadSummaryAsync(message).ConfigureAwait(false), redelivery: true);
            }
        }
        catch (Exception cause) when (!_stopping.IsCancellationRequested)
        {
            _recoveryFailure = cause;
            return false;
        }

        if (begun.Count > 0)
        {
            _logger.Redelivered(begun.Count);
        }

        return true;
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadSummaryAsync(PendingIngest message)
    {
        var start = ArrayPool<byte>.Shared.Rent(Math.Max(1, Math.Min(_summarizer.Enough, message.Blob.Length)));
        try
        {
            var wanted = start.AsMemory(0, Math.Min(_summarizer.Enough, message.Blob.Length));
            if (wanted.Length > 0)
            {
                await _blobs.ReadAsync(message.Blob, 0, wanted, _stopping.Token).ConfigureAwait(false);
            }

            return _summarizer.Summarize(new ReadOnlySequence<byte>(wanted), message.Blob.Length);
        }
        catch (Exception cause) when (!_stopping.IsCancellationRequested)
        {
            // A message without a summary is still delivered: readers fall back to its bytes.
            _logger.SummaryFailed(cause, message.Id);
            return default;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(start);
        }
    }
}
