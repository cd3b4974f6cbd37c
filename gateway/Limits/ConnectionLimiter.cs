using System.Collections.Concurrent;

namespace Mail.Gateway.Limits;

/// <summary>Counts connections, in total and by client. The bounds are asked for each time, so that they can change.</summary>
internal sealed class ConnectionLimiter(Func<int> most, Func<int> mostPerClient)
{
    private readonly ConcurrentDictionary<ClientNetwork, int> _byClient = new();
    private int _total;

    /// <summary>False when there is no room; true must be paired with <see cref="Leave"/>.</summary>
    public bool TryEnter(ClientNetwork? client)
    {
        if (Interlocked.Increment(ref _total) > most())
        {
            Interlocked.Decrement(ref _total);
            return false;
        }

        if (client is not { } known || _byClient.AddOrUpdate(known, 1, static (_, n) => n + 1) <= mostPerClient())
        {
            return true;
        }

        Leave(client);
        return false;
    }

    public void Leave(ClientNetwork? client)
    {
        Interlocked.Decrement(ref _total);
        if (client is { } known && _byClient.AddOrUpdate(known, 0, static (_, n) => n - 1) <= 0)
        {
            _byClient.TryRemove(new KeyValuePair<ClientNetwork, int>(known, 0));
        }
    }
}
