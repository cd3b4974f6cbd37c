using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Limits;

internal static partial class LimitLog
{
    [LoggerMessage(1, LogLevel.Warning, "Limit {Limit} of {Protocol} reached by client {Client}: refused or cut off")]
    public static partial void LimitStruck(this ILogger logger, string limit, string protocol, string client);
}
