using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Mail.Domain.Delivery;
using Mail.Mime.Compose;
using Mail.Storage.Queue;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Delivery.Outbound;

/// <summary>Turns the results of an attempt into outcomes, after whoever must be told of them has been told.</summary>
internal sealed class OutboundSettlement(ReportSender reports, OutboundOptions options, OutboundMetrics metrics, TimeProvider clock, ILogger logger)
{
    public async Task<ImmutableArray<OutboundOutcome>> ConcludeAsync(IReadOnlyList<QueuedDelivery> rows, AttemptResult[] results)
    {
        var (now, outcomes) = (clock.GetUtcNow(), new OutboundOutcome[results.Length]);
        var told = new Dictionary<DeliveryAction, List<int>>();
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = Expired(rows[i], results[i], now);
            Count(rows[i], results[i]);
            (outcomes[i], var action) = Decide(rows[i], results[i], now);
            if (action is { } known && ReportSender.IsWanted(rows[i].Delivery, known))
            {
                (told.TryGetValue(known, out var list) ? list : told[known] = []).Add(i);
            }
        }

        foreach (var (action, recipients) in told)
        {
            if (!await TryTellAsync(action, recipients.ConvertAll(i => (rows[i], results[i]))).ConfigureAwait(false))
            {
                recipients.ForEach(i => outcomes[i] = Untold(rows[i], results[i], outcomes[i], now));
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(outcomes);
    }

    private void Count(QueuedDelivery row, AttemptResult result)
    {
        if (row.Failure is null)
        {
            logger.Attempted(result.Kind, row.Delivery.Ingest, row.Delivery.Recipient, row.Attempts + 1, result.Reply);
            metrics.Attempted(result.Kind.ToString().ToLowerInvariant());
        }
    }

    /// <summary>What was to be tried until a time that has passed is given up.</summary>
    private static AttemptResult Expired(QueuedDelivery row, AttemptResult result, DateTimeOffset now) =>
        result.Kind == AttemptKind.Later && now >= row.Delivery.ExpiresAt
            ? result with { Kind = AttemptKind.Never, Status = "4.4.7", Reply = $"Given up after {row.Attempts + 1} attempts. Last answer: {result.Reply}" }
            : result;

    private (OutboundOutcome Outcome, DeliveryAction? Action) Decide(QueuedDelivery row, AttemptResult result, DateTimeOffset now)
    {
        switch (result.Kind)
        {
            case AttemptKind.Sent:
                return (new OutboundOutcome.Sent(row.Id, result.Reply), result.ReportsItself ? null : DeliveryAction.Relayed);
            case AttemptKind.Never:
                return (new OutboundOutcome.Bounced(row.Id, result.Reply), DeliveryAction.Failed);
            default:
                var late = !row.DelayReported && options.ReportDelayAfter is { } after && now - row.Delivery.AcceptedAt >= after;
                return (new OutboundOutcome.Deferred(row.Id, result.Reply, NextDue(row, now), row.DelayReported || late), late ? DeliveryAction.Delayed : null);
        }
    }

    /// <summary>By the schedule, but once more right when it expires.</summary>
    private DateTimeOffset NextDue(QueuedDelivery row, DateTimeOffset now)
    {
        var due = now + new RetrySchedule(options.FirstRetry, options.LongestRetry).WaitAfter(row.Attempts + 1, ((row.Id * 7_919) & 0xffff) / 65536.0);
        return due < row.Delivery.ExpiresAt ? due : row.Delivery.ExpiresAt;
    }

    private async Task<bool> TryTellAsync(DeliveryAction action, List<(QueuedDelivery Row, AttemptResult Result)> recipients)
    {
        try
        {
            await reports.SendAsync(action, recipients).ConfigureAwait(false);
            return true;
        }
        catch (Exception cause)
        {
            logger.ReportFailed(cause, recipients[0].Row.Delivery.Ingest);
            return false;
        }
    }

    /// <summary>A failure ends once its sender is told; what is known of it stays, so that nothing is sent again meanwhile.</summary>
    private OutboundOutcome Untold(QueuedDelivery row, AttemptResult result, OutboundOutcome outcome, DateTimeOffset now)
    {
        switch (outcome)
        {
            case OutboundOutcome.Deferred deferred:
                return deferred with { DelayReported = row.DelayReported };
            case OutboundOutcome.Bounced:
                var failure = row.Failure ?? new OutboundFailure(result.Status, result.Host, now);
                var (waited, end) = (now - failure.At, failure.At + options.ExpireAfter);
                if (now >= end)
                {
                    logger.ReportGivenUp(row.Delivery.MailFrom, row.Delivery.Ingest, row.Delivery.Recipient, failure.At);
                    return outcome;
                }

                var due = now + (waited < options.FirstRetry ? options.FirstRetry : waited < options.LongestRetry ? waited : options.LongestRetry);
                return new OutboundOutcome.Failed(row.Id, result.Reply, failure, due < end ? due : end);
            default:
                // The mail has arrived, told or not.
                return outcome;
        }
    }
}
