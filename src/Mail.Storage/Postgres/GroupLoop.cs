using System.Threading.Channels;

namespace Mail.Storage.Postgres;

/// <summary>Committers that each take all that waits as a group, commit it, and start again at once, without lingering.</summary>
internal sealed class GroupLoop<T> : IAsyncDisposable
{
    private readonly Channel<T> _waiting;
    private readonly PostgresOptions _options;
    private readonly Func<T, long> _size;
    private readonly Func<List<T>, ValueTask> _commit;
    private readonly Task _loop;

    /// <summary><paramref name="commit"/> completes each item itself and does not throw.</summary>
    public GroupLoop(PostgresOptions options, int committers, Func<T, long> size, Func<List<T>, ValueTask> commit)
    {
        (_options, _size, _commit) = (options, size, commit);
        _waiting = Channel.CreateBounded<T>(new BoundedChannelOptions(options.MostWaiting) { SingleReader = committers == 1 });
        _loop = Task.WhenAll(Enumerable.Range(0, committers).Select(_ => Task.Run(RunAsync)));
    }

    /// <summary>Waits for room. Cancelling counts only until the item has joined the queue.</summary>
    public async ValueTask EnqueueAsync(T item, CancellationToken cancellation)
    {
        try
        {
            await _waiting.Writer.WriteAsync(item, cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException closed)
        {
            throw new StoreUnavailableException("The store is closed.", closed);
        }
    }

    public bool TryEnqueue(T item) => _waiting.Writer.TryWrite(item);

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var group = new List<T>();
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var bytes = 0L;
            while (group.Count < _options.MostPerGroup && _waiting.Reader.TryPeek(out var next)
                && (group.Count == 0 || bytes + _size(next) <= _options.MostGroupBytes) && _waiting.Reader.TryRead(out var taken))
            {
                bytes += _size(taken);
                group.Add(taken);
            }

            if (group.Count > 0)
            {
                await _commit(group).ConfigureAwait(false);
                group.Clear();
            }
        }
    }
}
