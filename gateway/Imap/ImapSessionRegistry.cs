using System.Collections.Concurrent;
using Mail.Gateway.Imap.Session;
using Mail.Gateway.Limits;
using Microsoft.Extensions.Hosting;

namespace Mail.Gateway.Imap;

/// <summary>All sessions of the process: counts them against the bounds and watches their deadlines with one timer.</summary>
internal sealed class ImapSessionRegistry(ImapOptions options, ClientLimits limits, TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ImapSession, byte> _sessions = new();
    private readonly ConnectionLimiter _connections = new(() => options.MaxConnections, () => options.MaxConnectionsPerAddress);
    private ITimer? _timer;
    private int _unauthenticated;

    /// <summary>Takes a place for a connection; false if there is none. Give it back with <see cref="Leave"/>.</summary>
    public bool TryEnter(ClientNetwork? client)
    {
        if (!limits.AllowsConnection(client, "imap"))
        {
            return false;
        }

        if (Volatile.Read(ref _unauthenticated) >= options.MaxUnauthenticated)
        {
            limits.Struck("imap", LimitName.Unauthenticated, client);
            return false;
        }

        if (!_connections.TryEnter(client))
        {
            limits.Struck("imap", LimitName.Connections, client);
            return false;
        }

        Interlocked.Increment(ref _unauthenticated);
        return true;
    }

    /// <summary>The connection is somebody's now.</summary>
    public void LoggedIn() => Interlocked.Decrement(ref _unauthenticated);

    /// <param name="client">Whose connection it was.</param>
    /// <param name="loggedIn">Whether <see cref="LoggedIn"/> was called for it.</param>
    public void Leave(ClientNetwork? client, bool loggedIn)
    {
        _connections.Leave(client);
        if (!loggedIn)
        {
            Interlocked.Decrement(ref _unauthenticated);
        }
    }

    public void Watch(ImapSession session) => _sessions[session] = 0;

    public void Forget(ImapSession session) => _sessions.TryRemove(session, out _);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(static state => ((ImapSessionRegistry)state!).Tick(), this, Period, Period);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _timer?.Dispose();

    private void Tick()
    {
        foreach (var (session, _) in _sessions)
        {
            session.Tick();
        }
    }
}
