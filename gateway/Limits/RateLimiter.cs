namespace Mail.Gateway.Limits;

/// <summary>
/// So many events a minute for each client, a minute's worth at once: a leaky bucket kept as the time at which it will be
/// empty. A client that is refused pays nothing for that, so it is served again as soon as its rate allows.
/// </summary>
internal sealed class RateLimiter(Func<int> perMinute, int capacity, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly RecentTable<ClientNetwork, Bucket> _buckets = new(capacity);
    private readonly long _minute = 60 * time.TimestampFrequency;

    public int Clients
    {
        get
        {
            lock (_lock)
            {
                return _buckets.Count;
            }
        }
    }

    /// <summary>False when the client has used up its rate.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="events">How many events at once; of more than a minute's worth a minute's worth counts.</param>
    public bool TryTake(ClientNetwork client, int events = 1)
    {
        var now = time.GetTimestamp();
        var cost = Math.Min(_minute, (long)(events * 60.0 * time.TimestampFrequency / perMinute()));
        lock (_lock)
        {
            var bucket = _buckets[client];
            var empty = Math.Max(bucket.EmptyAt, now) + cost;
            if (empty - now > _minute)
            {
                return false;
            }

            bucket.EmptyAt = empty;
            return true;
        }
    }

    private sealed class Bucket
    {
        // Far enough back for any clock.
        public long EmptyAt { get; set; } = long.MinValue / 2;
    }
}
