using Mail.Domain.Identity;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Delivery;

internal static partial class DeliveryLog
{
    [LoggerMessage(1, LogLevel.Warning, "Delivery of {Id} to {Account} failed {Failures} times, next attempt in {Wait}")]
    public static partial void DeliveryFailed(this ILogger logger, Exception cause, IngestId id, AccountId account, int failures, TimeSpan wait);

    [LoggerMessage(6, LogLevel.Debug, "Delivered {Id} to {Account} after {Failures} failures")]
    public static partial void Delivered(this ILogger logger, IngestId id, AccountId account, int failures);

    [LoggerMessage(2, LogLevel.Information, "Redelivering {Count} messages that were accepted before this start")]
    public static partial void Redelivered(this ILogger logger, long count);

    [LoggerMessage(3, LogLevel.Error, "Reading accepted messages of earlier runs failed, next attempt in {Wait}")]
    public static partial void RecoveryFailed(this ILogger logger, Exception cause, TimeSpan wait);

    [LoggerMessage(4, LogLevel.Warning, "Stopped with {Count} accepted messages that owe deliveries; the next start brings them")]
    public static partial void StoppedWithDebts(this ILogger logger, int count);

    [LoggerMessage(5, LogLevel.Warning, "No summary of {Id} could be made")]
    public static partial void SummaryFailed(this ILogger logger, Exception cause, IngestId id);
}
