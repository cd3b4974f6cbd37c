using System.Net;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Dns;

internal static partial class DnsLog
{
    [LoggerMessage(1, LogLevel.Warning, "Resolver {Server} answers over UDP only ({Reason} over TCP): others can answer in its place, and what it says of DNSSEC is not believed")]
    public static partial void OnlyUdp(this ILogger logger, IPEndPoint server, string reason);
}
