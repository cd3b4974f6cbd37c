using System.Collections.Concurrent;
using System.Net;
using Mail.Gateway.Imap.Session;
using Microsoft.Extensions.Hosting;

namespace Mail.Gateway.Imap;

/// <summary>All sessions of the process: counts them against the bounds and watches their deadlines with one timer.</summary>
internal sealed class ImapSessionRegistry(ImapOptions options, TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ImapSession, byte> _sessions = new();
    private readonly ConcurrentDictionary<IPAddress, int> _perAddress = new();
    private ITimer? _timer;
    private int _count;

    /// <summary>Takes a place for a connection; false if there is none. Give it back with <see cref="Leave"/>.</summary>
    public bool TryEnter(EndPoint? peer)
    {
        if (Interlocked.Increment(ref _count) > options.MaxConnections)
        {
            Interlocked.Decrement(ref _count);
            return false;
        }

        if (peer is not IPEndPoint { Address: var address })
        {
            return true;
        }

        if (_perAddress.AddOrUpdate(address, 1, static (_, n) => n + 1) <= options.MaxConnectionsPerAddress)
        {
            return true;
        }

        Leave(peer);
        return false;
    }

    public void Leave(EndPoint? peer)
    {
        Interlocked.Decrement(ref _count);
        if (peer is IPEndPoint { Address: var address })
        {
            var left = _perAddress.AddOrUpdate(address, 0, static (_, n) => n - 1);
            if (left == 0)
            {
                _perAddress.TryRemove(new KeyValuePair<IPAddress, int>(address, 0));
            }
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
