using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Imap;

internal static partial class ImapLog
{
    [LoggerMessage(1, LogLevel.Information, "IMAP login of {Address} ({Account}) from {Peer} by {Mechanism}, TLS {Tls}, session {Session}")]
    public static partial void LoggedIn(this ILogger log, string address, string account, string peer, string mechanism, bool tls, string session);

    [LoggerMessage(2, LogLevel.Information, "IMAP session {Session} of {Account} from {Peer} ended after {Commands} commands: {Reason}")]
    public static partial void Ended(this ILogger log, string session, string account, string peer, long commands, string reason);

    [LoggerMessage(3, LogLevel.Warning, "IMAP login of {User} from {Peer} refused, session {Session}: {Reason}")]
    public static partial void LoginRefused(this ILogger log, string user, string peer, string session, string reason);

    [LoggerMessage(4, LogLevel.Warning, "IMAP {Command} failed in session {Session} of {Account}")]
    public static partial void CommandFailed(this ILogger log, Exception cause, string command, string session, string account);

    [LoggerMessage(5, LogLevel.Warning, "Message {Blob} cannot be read for session {Session} of {Account}")]
    public static partial void BlobUnreadable(this ILogger log, Exception cause, string blob, string session, string account);

    [LoggerMessage(6, LogLevel.Debug, "TLS handshake with {Peer} failed: {Reason}")]
    public static partial void HandshakeFailed(this ILogger log, string peer, string reason);

    [LoggerMessage(7, LogLevel.Error, "IMAP session {Session} broke")]
    public static partial void Broke(this ILogger log, Exception cause, string session);

    [LoggerMessage(8, LogLevel.Warning, "Changes of mailbox {Account} are not announced to session {Session} for now")]
    public static partial void SubscribeFailed(this ILogger log, Exception cause, string account, string session);
}
