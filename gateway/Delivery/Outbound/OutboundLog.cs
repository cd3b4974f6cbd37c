using Mail.Domain.Identity;
using Mail.Mime.Compose;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Delivery.Outbound;

internal static partial class OutboundLog
{
    [LoggerMessage(1, LogLevel.Information, "{Kind} {Id} to <{Recipient}>, attempt {Attempt}: {Reply}")]
    public static partial void Attempted(this ILogger logger, AttemptKind kind, IngestId id, string recipient, int attempt, string reply);

    [LoggerMessage(2, LogLevel.Information, "Report {Report} ({Action}) on {Id} to <{Sender}>, {Recipients} recipients")]
    public static partial void Reported(this ILogger logger, IngestId report, DeliveryAction action, IngestId id, string sender, int recipients);

    [LoggerMessage(3, LogLevel.Warning, "A report on {Id} has nobody to go to: <{Sender}> is not known any more")]
    public static partial void ReportUndeliverable(this ILogger logger, IngestId id, string sender);

    [LoggerMessage(4, LogLevel.Error, "The outbound queue did not answer, next attempt in {Wait}")]
    public static partial void QueueFailed(this ILogger logger, Exception cause, TimeSpan wait);

    [LoggerMessage(5, LogLevel.Error, "Sending to {Destination} failed unexpectedly; its mail is tried again")]
    public static partial void ClaimFailed(this ILogger logger, Exception cause, string destination);

    [LoggerMessage(6, LogLevel.Warning, "A report on {Id} could not be filed now")]
    public static partial void ReportFailed(this ILogger logger, Exception cause, IngestId id);

    [LoggerMessage(7, LogLevel.Error, "The sender <{Sender}> is not told that {Id} to <{Recipient}> failed: no report could be filed since {Since}")]
    public static partial void ReportGivenUp(this ILogger logger, string sender, IngestId id, string recipient, DateTimeOffset since);

    [LoggerMessage(8, LogLevel.Error, "Message {Id} could not be read or sent; it is tried again")]
    public static partial void MessageFailed(this ILogger logger, Exception cause, IngestId id);
}
