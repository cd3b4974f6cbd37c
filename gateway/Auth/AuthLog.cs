using System.Net;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Auth;

internal static partial class AuthLog
{
    [LoggerMessage(1, LogLevel.Warning, "Logins of this {What} are blocked for {Length}: {Failures} failures, the last one from {Address} as {User}")]
    public static partial void LoginBlocked(this ILogger logger, string what, IPAddress? address, string user, int failures, TimeSpan length);

    [LoggerMessage(2, LogLevel.Warning, "The store has no secret for the salts of unknown names; they differ from what they were")]
    public static partial void DecoySecretMissing(this ILogger logger, Exception cause);
}
