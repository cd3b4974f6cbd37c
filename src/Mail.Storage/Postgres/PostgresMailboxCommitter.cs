using Mail.Storage.Mailboxes;
using Mail.Storage.Relational;

namespace Mail.Storage.Postgres;

/// <summary>Mailbox commits in groups. A group that one wrong commit spoils is done again one by one.</summary>
internal sealed class PostgresMailboxCommitter : IMailboxCommitter, IAsyncDisposable
{
    private const int MostTries = 3;

    private readonly GroupTransactions _transactions;
    private readonly GroupLoop<Waiting> _loop;
    private readonly TimeProvider _time;

    public PostgresMailboxCommitter(GroupTransactions transactions, PostgresOptions options, TimeProvider time)
    {
        _transactions = transactions;
        _time = time;

        // One: the ids of outbox rows then ascend in the order of this process's commits.
        _loop = new GroupLoop<Waiting>(options, 1, w => w.Size, CommitAllAsync);
    }

    public async ValueTask<CommitOutcome> CommitAsync(MailboxCommit commit, CancellationToken cancellation)
    {
        var waiting = new Waiting(commit);
        await _loop.EnqueueAsync(waiting, cancellation).ConfigureAwait(false);
        return await waiting.Done.Task.ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    /// <summary>One account has one place in a transaction: of several commits to it the first goes first.</summary>
    private async ValueTask CommitAllAsync(List<Waiting> group)
    {
        for (var rest = group; rest.Count > 0;)
        {
            var seen = new HashSet<long>();
            var next = new List<Waiting>();
            var later = new List<Waiting>();
            foreach (var waiting in rest)
            {
                (seen.Add(waiting.Commit.AccountKey) ? next : later).Add(waiting);
            }

            next.Sort(static (a, b) => a.Commit.AccountKey.CompareTo(b.Commit.AccountKey));
            await CommitRoundAsync(next).ConfigureAwait(false);
            rest = later;
        }
    }

    private async ValueTask CommitRoundAsync(List<Waiting> round)
    {
        try
        {
            var start = _time.GetTimestamp();
            await TryCommitAsync(round).ConfigureAwait(false);
            StorageMetrics.RecordGroup("postgresql", round.Count, _time.GetElapsedTime(start));
        }
        catch (Exception failure) when (PostgresFailures.IsOfStatement(failure) && round.Count > 1)
        {
            foreach (var one in round)
            {
                await CommitRoundAsync([one]).ConfigureAwait(false);
            }
        }
        catch (Exception failure)
        {
            foreach (var waiting in round)
            {
                waiting.Done.TrySetException(PostgresFailures.ToPortException(failure));
            }
        }
    }

    private async ValueTask TryCommitAsync(List<Waiting> round)
    {
        for (var tries = 1; ; tries++)
        {
            var found = new Dictionary<long, long>();
            var winners = new HashSet<long>();
            try
            {
                var batch = new MailboxGroupBatch(round.ConvertAll(w => w.Commit), _time.GetUtcNow().ToUnixTimeSeconds());
                var lookedUp = await _transactions.RunAsync(
                    batch.Fill,
                    batch.Accounts,
                    (result, row) =>
                    {
                        if (result == 0)
                        {
                            found[row.GetInt64(0)] = row.GetInt64(1);
                        }
                        else if (result == 1)
                        {
                            winners.Add(row.GetInt64(0));
                        }
                    }).ConfigureAwait(false);
                Complete(round, lookedUp is null ? found : [], lookedUp is null ? winners : [.. lookedUp]);
                return;
            }
            catch (Exception failure) when (PostgresFailures.IsConflict(failure) && tries < MostTries)
            {
                // Nothing was written; the other transaction is through.
            }
        }
    }

    private static void Complete(List<Waiting> round, Dictionary<long, long> found, HashSet<long> winners)
    {
        foreach (var waiting in round)
        {
            var commit = waiting.Commit;
            var current = found.TryGetValue(commit.AccountKey, out var modSeq) && modSeq == commit.ExpectedModSeq;
            waiting.Done.TrySetResult(
                winners.Contains(commit.AccountKey) ? CommitOutcome.Committed : current ? CommitOutcome.Duplicate : CommitOutcome.Stale);
        }
    }

    private sealed class Waiting(MailboxCommit commit)
    {
        public MailboxCommit Commit => commit;

        /// <summary>Roughly its bytes on the wire.</summary>
        public long Size { get; } = 300 + commit.Added.Sum(a => 200L + a.Summary.Length) + (64L * (commit.Flags.Length + commit.Expunged.Length))
            + commit.Outbox.Sum(o => 64L + o.Payload.Length);

        public TaskCompletionSource<CommitOutcome> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
