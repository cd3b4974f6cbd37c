using System.Net;
using Mail.Domain.Identity;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Smtp;

internal static partial class SmtpLog
{
    [LoggerMessage(1, LogLevel.Information, "Accepted {Id} with {With} from {Client}: sender <{From}>, {Recipients} recipients ({To}), {Size} octets")]
    public static partial void Accepted(this ILogger logger, IngestId id, string with, IPAddress? client, string from, int recipients, string to, long size);

    [LoggerMessage(2, LogLevel.Information, "Refused {Id} from {Client}: sender <{From}>, {Recipients} recipients ({To}), {Size} octets: {Code} {Status} {Reason}")]
    public static partial void Refused(
        this ILogger logger, IngestId id, IPAddress? client, string from, int recipients, string to, long size, int code, string status, string reason);

    [LoggerMessage(3, LogLevel.Information, "Refused recipient <{Recipient}> of sender <{From}> from {Client}: {Code} {Status} {Reason}")]
    public static partial void RecipientRefused(this ILogger logger, string recipient, string from, IPAddress? client, int code, string status, string reason);

    [LoggerMessage(4, LogLevel.Error, "The accept log did not take {Id}")]
    public static partial void AppendFailed(this ILogger logger, Exception cause, IngestId id);

    [LoggerMessage(5, LogLevel.Warning, "The directory did not answer about <{Recipient}>")]
    public static partial void DirectoryFailed(this ILogger logger, Exception cause, string recipient);

    [LoggerMessage(6, LogLevel.Error, "Session from {Client} ended by an unexpected error")]
    public static partial void SessionFailed(this ILogger logger, Exception cause, IPAddress? client);

    [LoggerMessage(7, LogLevel.Information, "Closed session from {Client}: {Code} {Status} {Reason}")]
    public static partial void SessionClosed(this ILogger logger, IPAddress? client, int code, string status, string reason);

    [LoggerMessage(9, LogLevel.Information, "{User} ({Account}) logged in from {Client} by {Mechanism}")]
    public static partial void LoggedIn(this ILogger logger, string user, AccountId account, IPAddress? client, string mechanism);

    [LoggerMessage(10, LogLevel.Warning, "Login as {User} from {Client} by {Mechanism} refused")]
    public static partial void LoginRefused(this ILogger logger, string user, IPAddress? client, string mechanism);

    [LoggerMessage(11, LogLevel.Warning, "The copy of {Id} in Sent of {Account} failed")]
    public static partial void SentCopyFailed(this ILogger logger, Exception cause, IngestId id, AccountId account);

    [LoggerMessage(8, LogLevel.Information, "TLS handshake with {Client} failed: {Reason}")]
    public static partial void HandshakeFailed(this ILogger logger, IPAddress? client, string reason);
}
