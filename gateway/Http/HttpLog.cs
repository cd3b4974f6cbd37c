using System.Net;
using Mail.Domain.Identity;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Http;

internal static partial class HttpLog
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed, trace {Trace}")]
    public static partial void RequestFailed(this ILogger logger, Exception cause, string method, string path, string trace);

    [LoggerMessage(5, LogLevel.Information, "API {Action} of {Subject} by {Actor} from {Client}: {Outcome}")]
    public static partial void Changed(this ILogger logger, string action, string subject, string actor, IPAddress? client, string outcome);

    [LoggerMessage(6, LogLevel.Information, "Accepted {Id} with HTTP: sender <{From}>, {Recipients} recipients ({To}), {Size} octets")]
    public static partial void Accepted(this ILogger logger, IngestId id, string from, int recipients, string to, long size);

    [LoggerMessage(7, LogLevel.Information, "{Actor} from {Client} signed in to the dashboard")]
    public static partial void DashboardSignedIn(this ILogger logger, string actor, IPAddress? client);

    [LoggerMessage(2, LogLevel.Error, "The audit log did not take {Action} of {Subject} by {Actor}: {Detail}")]
    public static partial void AuditFailed(this ILogger logger, Exception cause, string action, string subject, string actor, string detail);

    [LoggerMessage(3, LogLevel.Error, "What became of a request with an idempotency key could not be kept")]
    public static partial void RememberFailed(this ILogger logger, Exception cause);

    [LoggerMessage(4, LogLevel.Warning, "Refused credentials of {Address} for the API: {Name}")]
    public static partial void CredentialsRefused(this ILogger logger, IPAddress? address, string name);
}
