using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Limits;

/// <summary>
/// Bounds what one client may ask of the server in a minute, and counts and logs every limit that strikes, whoever keeps it; one for all
/// listeners of the process.
/// </summary>
public sealed class ClientLimits : IDisposable
{
    /// <summary>Commands that a session pays for at a time, so that the table is not asked at each.</summary>
    public const int CommandBatch = 32;

    private readonly Meter _meter = new("Mail.Gateway");
    private readonly Counter<long> _struck;
    private readonly RateLimiter _connections;
    private readonly RateLimiter _commands;
    private readonly RateLimiter _requests;
    private readonly RateLimiter _lines;
    private readonly ILogger _logger;

    /// <exception cref="ArgumentException">An option is out of its bounds.</exception>
    public ClientLimits(ClientLimitOptions options, TimeProvider time, ILogger<ClientLimits> logger)
    {
        options.Validate();
        _connections = new RateLimiter(() => options.ConnectionsPerMinute, options.MostClients, time);
        _commands = new RateLimiter(() => options.CommandsPerMinute, options.MostClients, time);
        _requests = new RateLimiter(() => options.RequestsPerMinute, options.MostClients, time);
        _lines = new RateLimiter(static () => 1, options.MostClients, time);
        _logger = logger;
        _struck = _meter.CreateCounter<long>("mail.gateway.limits", "{refusal}", "Refusals and cut-offs because of a limit, by protocol and limit");
    }

    /// <summary>Whether a client may open one more connection now.</summary>
    internal bool AllowsConnection(ClientNetwork? client, string protocol) =>
        Allows(_connections, client, 1, protocol, LimitName.ConnectionRate);

    /// <summary>Whether a client may go on; to be asked once for <see cref="CommandBatch"/> commands.</summary>
    internal bool AllowsCommands(ClientNetwork? client, string protocol) =>
        Allows(_commands, client, CommandBatch, protocol, LimitName.CommandRate);

    /// <summary>Whether a client may make one more HTTP request now.</summary>
    internal bool AllowsRequest(ClientNetwork? client) => Allows(_requests, client, 1, "http", LimitName.RequestRate);

    /// <summary>Counts a limit that struck, and logs it once a minute for each client and limit.</summary>
    /// <param name="protocol">Whose limit: <c>smtp</c>, <c>imap</c>…</param>
    /// <param name="limit">One of <see cref="LimitName"/>.</param>
    /// <param name="client">Who reached it; null if that is not known.</param>
    internal void Struck(string protocol, string limit, ClientNetwork? client)
    {
        _struck.Add(1, new("protocol", protocol), new("limit", limit));

        // One table for all lines: the limit is folded into the address, where two that meet cost a line.
        var key = new ClientNetwork((client?.Prefix ?? 0) ^ ((UInt128)(uint)string.GetHashCode(limit, StringComparison.Ordinal) << 32));
        if (_lines.TryTake(key))
        {
            _logger.LimitStruck(limit, protocol, client?.ToString() ?? "?");
        }
    }

    public void Dispose() => _meter.Dispose();

    private bool Allows(RateLimiter limiter, ClientNetwork? client, int events, string protocol, string limit)
    {
        if (client is not { } known || limiter.TryTake(known, events))
        {
            return true;
        }

        Struck(protocol, limit, client);
        return false;
    }
}
