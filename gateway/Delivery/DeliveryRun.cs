using Mail.Domain.Delivery;
using Mail.Domain.Identity;
using Mail.Gateway.Delivery.Outbound;
using Mail.Gateway.Tracing;
using Mail.Storage.Blobs;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Delivery;

/// <summary>
/// The deliveries of single messages. All go out at once and on their own, so that a mailbox that does not answer holds
/// up nobody else's mail; the mailboxes gather what arrives together into one commit.
/// </summary>
internal sealed class DeliveryRun(
    IIngestLog log,
    IMailboxDelivery mailboxes,
    OutboundHandOver outbound,
    Lazy<IDeliveredReports>? reports,
    DeliveryOptions options,
    OutstandingMessages outstanding,
    DeliveryMetrics metrics,
    TimeProvider clock,
    ILogger logger,
    CancellationToken stopping)
{
    private const int ReportAttempts = 5;

    public RetrySchedule Schedule => new(options.FirstRetry, options.LongestRetry);

    public void Begin(PendingIngest message, ReadOnlyMemory<byte> summary, bool redelivery)
    {
        metrics.Began();
        ThreadPool.UnsafeQueueUserWorkItem(new Work(this, message, summary, redelivery), preferLocal: false);
    }

    private async Task DeliverAsync(PendingIngest message, ReadOnlyMemory<byte> summary, bool redelivery)
    {
        LogScope.Begin("delivery", message.TraceId, message.Id.ToString());
        var handedOn = false;
        try
        {
            if (message.Recipients.Length == 1 && !message.Recipients[0].IsElsewhere)
            {
                await DeliverToAsync(message, message.Recipients[0], summary, redelivery).ConfigureAwait(false);
            }
            else
            {
                await DeliverToAllAsync(message, summary, redelivery).ConfigureAwait(false);
            }

            var report = await ReportAsync(message).ConfigureAwait(false);
            log.Acknowledge(message.Id);
            if (report is { } made)
            {
                // In the message's own place: reports that waited for places could hold all of them.
                handedOn = true;
                Begin(made.Report, made.Summary, redelivery: false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Not acknowledged: the next start delivers what is missing.
        }
        finally
        {
            metrics.Ended();
            if (!handedOn)
            {
                outstanding.Leave();
            }
        }
    }

    /// <summary>The report of success, if it is asked for. What cannot be told within some attempts is not told: the mail has arrived.</summary>
    private async Task<(PendingIngest Report, ReadOnlyMemory<byte> Summary)?> ReportAsync(PendingIngest message)
    {
        if (reports is null || message.MailFrom.Length == 0 || !message.Recipients.Any(r => !r.IsElsewhere && r.Notify.HasFlag(DsnNotify.Success)))
        {
            return null;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await reports.Value.RecordAsync(message).ConfigureAwait(false);
            }
            catch (Exception cause) when (!stopping.IsCancellationRequested)
            {
                if (attempt == ReportAttempts || cause is InvalidOperationException)
                {
                    logger.ReportFailed(cause, message.Id);
                    return null;
                }

                var wait = Schedule.WaitAfter(attempt, 0.5);
                await Task.Delay(wait, clock, stopping).ConfigureAwait(false);
            }
        }
    }

    private async Task DeliverToAllAsync(PendingIngest message, ReadOnlyMemory<byte> summary, bool redelivery)
    {
        var all = new List<Task>(message.Recipients.Length);
        foreach (var recipient in message.Recipients)
        {
            if (!recipient.IsElsewhere)
            {
                all.Add(DeliverToAsync(message, recipient, summary, redelivery));
            }
        }

        if (all.Count < message.Recipients.Length)
        {
            // All those elsewhere in one commit; the queue knows what it has.
            all.Add(RepeatAsync(message, default, _ => outbound.AddAsync(message)));
        }

        await Task.WhenAll(all).ConfigureAwait(false);
    }

    private Task DeliverToAsync(PendingIngest message, IngestRecipient recipient, ReadOnlyMemory<byte> summary, bool redelivery) =>
        RepeatAsync(message, recipient.Account, failures => mailboxes.DeliverAsync(new MailboxDelivery(
            recipient.Account, message.Id, recipient.Address, message.AcceptedAt, message.Blob, summary, redelivery || failures > 0)));

    private async Task RepeatAsync(PendingIngest message, AccountId account, Func<int, Task> deliver)
    {
        var failures = 0;
        while (true)
        {
            try
            {
                await deliver(failures).ConfigureAwait(false);
                metrics.Delivered();
                logger.Delivered(message.Id, account, failures);
                return;
            }
            catch (Exception cause) when (!stopping.IsCancellationRequested)
            {
                metrics.Failed();
                // Spread by the message's own random bits, so that a store that comes back is not met by all at once.
                var wait = Schedule.WaitAfter(++failures, (message.Id.GetHashCode() & 0xffff) / 65536.0);
                // At 1, 2, 4, 8… failures: when a store is down, the log must not drown in it.
                if (int.IsPow2(failures))
                {
                    logger.DeliveryFailed(cause, message.Id, account, failures, wait);
                }

                await Task.Delay(wait, clock, stopping).ConfigureAwait(false);
            }
        }
    }

    private sealed class Work(DeliveryRun run, PendingIngest message, ReadOnlyMemory<byte> summary, bool redelivery) : IThreadPoolWorkItem
    {
        public void Execute() => _ = run.DeliverAsync(message, summary, redelivery);
    }
}
