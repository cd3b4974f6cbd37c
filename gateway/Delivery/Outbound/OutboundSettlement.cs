using System.Collections.Immutable;
using Mail.Domain.Delivery;
using Mail.Mime.Compose;
using Mail.Storage.Queue;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Delivery.Outbound;

/// <summary>Turns the results of an attempt into outcomes, after whoever must be told of them has been told.</summary>
internal sealed class OutboundSettlement(ReportSender reports, OutboundOptions options, OutboundMetrics metrics, TimeProvider clock, ILogger logger)
{
    public async Task<ImmutableArray<OutboundOutcome>> ConcludeAsync(OutboundMessage message, AttemptResult[] results)
    {
        var (now, outcomes) = (clock.GetUtcNow(), ImmutableArray.CreateBuilder<OutboundOutcome>(results.Length));
        var told = new Dictionary<DeliveryAction, List<(QueuedDelivery, AttemptResult)>>();
        for (var i = 0; i < results.Length; i++)
        {
            var (row, result) = (message.Rows[i], Expired(message.Rows[i], results[i], now));
            logger.Attempted(result.Kind, row.Delivery.Ingest, row.Delivery.Recipient, row.Attempts + 1, result.Reply);
            metrics.Attempted(result.Kind.ToString().ToLowerInvariant());
            var (outcome, action) = Decide(row, result, now);
            outcomes.Add(outcome);
            if (action is { } known && ReportSender.IsWanted(row.Delivery, known))
            {
                (told.TryGetValue(known, out var list) ? list : told[known] = []).Add((row, result));
            }
        }

        foreach (var (action, recipients) in told)
        {
            await TellAsync(action, recipients, outcomes, now).ConfigureAwait(false);
        }

        return outcomes.DrainToImmutable();
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

    private async Task TellAsync(
        DeliveryAction action, List<(QueuedDelivery Row, AttemptResult Result)> recipients, ImmutableArray<OutboundOutcome>.Builder outcomes, DateTimeOffset now)
    {
        try
        {
            await reports.SendAsync(action, recipients).ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            logger.ReportFailed(cause, recipients[0].Row.Delivery.Ingest);
            if (action != DeliveryAction.Failed)
            {
                return;
            }

            // Given up only once the sender is told: until then it is tried again, which may even work.
            foreach (var (row, result) in recipients)
            {
                var index = Enumerable.Range(0, outcomes.Count).First(i => outcomes[i].Id == row.Id);
                outcomes[index] = new OutboundOutcome.Deferred(row.Id, result.Reply, now + options.FirstRetry, row.DelayReported);
            }
        }
    }
}
