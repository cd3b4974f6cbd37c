using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Limits;

/// <summary>Bounds what one client may ask of the server in a minute; one for all listeners of the process.</summary>
public sealed class ClientLimits : IDisposable
{
    /// <summary>Commands that a session pays for at a time, so that the table is not asked at each.</summary>
    public const int CommandBatch = 32;

    private readonly Meter _meter = new("Mail.Gateway");
    private readonly Counter<long> _refused;
    private readonly RateLimiter _connections;
    private readonly RateLimiter _commands;
    private readonly RateLimiter _warnings;
    private readonly ILogger _logger;

    /// <exception cref="ArgumentException">An option is out of its bounds.</exception>
    public ClientLimits(ClientLimitOptions options, TimeProvider time, ILogger<ClientLimits> logger)
    {
        options.Validate();
        _connections = new RateLimiter(options.ConnectionsPerMinute, options.MostClients, time);
        _commands = new RateLimiter(options.CommandsPerMinute, options.MostClients, time);
        _warnings = new RateLimiter(1, options.MostClients, time);
        _logger = logger;
        _refused = _meter.CreateCounter<long>("mail.gateway.client.limited", "{refusal}", "Connections and sessions refused because a client was too fast");
    }

    /// <summary>Whether a client may open one more connection now.</summary>
    internal bool AllowsConnection(ClientNetwork? client) => Allows(_connections, client, 1, "connections");

    /// <summary>Whether a client may go on; to be asked once for <see cref="CommandBatch"/> commands.</summary>
    internal bool AllowsCommands(ClientNetwork? client) => Allows(_commands, client, CommandBatch, "commands");

    public void Dispose() => _meter.Dispose();

    private bool Allows(RateLimiter limiter, ClientNetwork? client, int events, string what)
    {
        if (client is not { } known || limiter.TryTake(known, events))
        {
            return true;
        }

        _refused.Add(1, new KeyValuePair<string, object?>("limit", what));
        if (_warnings.TryTake(known))
        {
            _logger.ClientTooFast(known, what);
        }

        return false;
    }
}
