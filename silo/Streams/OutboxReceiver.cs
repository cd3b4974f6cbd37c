using Mail.Storage;
using Mail.Storage.Queue;
using Orleans.Streams;

namespace Mail.Silo.Streams;

/// <summary>
/// Reads one queue and settles what was delivered. The agent's poll sleeps in here until the outbox wakes it, a delivery ended or an
/// event is due again, so an idle queue costs nothing and a new row waits for nobody.
/// </summary>
internal sealed class OutboxReceiver(IOutbox outbox, OutboxQueue queue, TimeProvider time, OutboxStreamLog log) : IQueueAdapterReceiver
{
    /// <summary>Rows of one reading; more are read in pages.</summary>
    private const int RowsPerPage = 256;
    private const int MostPages = 16;

    /// <summary>Between two readings: what came and was delivered meanwhile shares one read and one commit.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopped = new();
    private bool _hasRead;
    private long _lastRead;

    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) => GetQueueMessagesAsync(maxCount, CancellationToken.None);

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopped.Token);
        try
        {
            await SleepAsync(either.Token);
            await SettleAsync();
            await FillAsync(either.Token);
            return queue.TakeReady();
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return [];
        }
        catch (Exception failure) when (failure is StoreUnavailableException or StoreFullException)
        {
            log.StoreFailed(queue.Stream, queue.Partition, failure);
            await Task.Delay(StorePause, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            return [];
        }
    }

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => Task.CompletedTask;

    public async Task Shutdown(TimeSpan timeout)
    {
        await _stopped.CancelAsync();
        try
        {
            await SettleAsync();
        }
        catch (Exception failure) when (failure is StoreUnavailableException or StoreFullException)
        {
            // Delivered once more by whoever reads the queue next.
            log.StoreFailed(queue.Stream, queue.Partition, failure);
        }
    }

    private async Task SleepAsync(CancellationToken cancellation)
    {
        if (!_hasRead)
        {
            return;
        }

        using var sleeper = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var wait = queue.Sleep(sleeper);
        try
        {
            if (wait != TimeSpan.Zero)
            {
                using var due = new CancellationTokenSource(wait ?? Timeout.InfiniteTimeSpan, time);
                await using var link = due.Token.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), sleeper);
                await outbox.WaitAsync(queue.Stream, queue.Partition, sleeper.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Woken by the queue.
        }
        finally
        {
            queue.Awake();
        }

        if (Pace - time.GetElapsedTime(_lastRead) is var rest && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, time, cancellation);
        }
    }

    private async Task SettleAsync()
    {
        var settled = queue.TakeSettled();
        var done = 0;
        try
        {
            var delivered = settled.Where(s => s.Error is null).ToList();
            var dead = settled.Where(s => s.Error is not null).ToList();
            await outbox.AcknowledgeAsync(queue.Stream, [.. delivered.Select(s => s.Id)], CancellationToken.None);
            queue.Forget(delivered);
            settled = dead;
            foreach (var row in dead)
            {
                await outbox.DeadLetterAsync(queue.Stream, row.Id, row.Error!, CancellationToken.None);
                queue.Forget([row]);
                done++;
                log.Buried(queue.Stream, row);
            }
        }
        catch (Exception)
        {
            queue.PutBack(settled.Skip(done));
            throw;
        }
    }

    /// <summary>From the beginning each time: rows of other processes may appear below ids that were read before.</summary>
    private async Task FillAsync(CancellationToken cancellation)
    {
        var (after, upTo) = (0L, long.MaxValue);
        var leftOut = new HashSet<string>(StringComparer.Ordinal);
        for (var page = 0; page < MostPages && queue.HasRoom; page++)
        {
            var read = await outbox.ReadQueueAsync(queue.Stream, queue.Partition, after, RowsPerPage, cancellation);
            upTo = page == 0 ? read.Newest : upTo;
            queue.Add(read.Rows.Where(r => r.Id <= upTo), leftOut);
            if (read.Rows.Length < RowsPerPage)
            {
                break;
            }

            after = read.Rows[^1].Id;
        }

        _lastRead = time.GetTimestamp();
        _hasRead = true;
    }
}
