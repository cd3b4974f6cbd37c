using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Limits;

internal static partial class LimitLog
{
    [LoggerMessage(1, LogLevel.Warning, "Client {Client} is refused for now: too many {What} a minute")]
    public static partial void ClientTooFast(this ILogger logger, ClientNetwork client, string what);
}
