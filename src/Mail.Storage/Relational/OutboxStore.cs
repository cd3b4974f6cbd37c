using System.Collections.Immutable;
using Mail.Storage.Queue;
using Mail.Storage.Sql;

namespace Mail.Storage.Relational;

/// <summary>The queue behind the streams, in either dialect: <c>queue.tasks</c>, and <c>queue.task_events</c> for dead letters.</summary>
internal sealed class OutboxStore(ISqlDatabase database, OutboxSignals signals, TimeProvider time) : IOutbox
{
    /// <summary>Bound of <see cref="OutboxEvent.Payload"/>.</summary>
    public const int MostPayload = 64 * 1024;

    public const string Insert = "INSERT INTO queue.tasks (stream, partition, key, payload) VALUES ($1, $2, $3, $4)";

    private const int LongestError = 4_000;
    private const string Read = "SELECT id, stream, key, payload FROM queue.tasks WHERE stream = $1 AND id > $2 ORDER BY id LIMIT $3";
    private const string ReadNewest = "SELECT max(id) FROM queue.tasks WHERE stream = $1 AND partition = $2";

    private const string ReadQueue = """
        SELECT id, stream, key, payload FROM queue.tasks WHERE stream = $1 AND partition = $2 AND id > $3 ORDER BY id LIMIT $4
        """;

    private const string Delete = "DELETE FROM queue.tasks WHERE id = $1 AND stream = $2";

    private const string Bury = """
        INSERT INTO queue.task_events (id, stream, partition, key, payload, error, at_ticks)
        SELECT id, stream, partition, key, payload, $3, $4 FROM queue.tasks WHERE id = $1 AND stream = $2
        """;

    private const string ReadDead = """
        SELECT id, stream, key, payload, error, at_ticks FROM queue.task_events WHERE stream = $1 AND id > $2 ORDER BY id LIMIT $3
        """;

    private const string Revive = """
        INSERT INTO queue.tasks (stream, partition, key, payload)
        SELECT stream, partition, key, payload FROM queue.task_events WHERE id = $1 AND stream = $2
        """;

    private const string DropDead = "DELETE FROM queue.task_events WHERE id = $1 AND stream = $2 RETURNING partition";

    private const string Depths = """
        SELECT stream, CAST(sum(waiting) AS bigint), CAST(sum(dead) AS bigint) FROM (
            SELECT stream, count(*) AS waiting, 0 AS dead FROM queue.tasks GROUP BY stream
            UNION ALL SELECT stream, 0, count(*) FROM queue.task_events GROUP BY stream) AS both_kinds
        GROUP BY stream ORDER BY stream
        """;

    /// <exception cref="ArgumentException">An event is larger than the port allows.</exception>
    public static void Check(ImmutableArray<OutboxEvent> events)
    {
        foreach (var item in events)
        {
            if (item.Payload.Length > MostPayload)
            {
                throw new ArgumentException($"An event of stream '{item.Stream}' has {item.Payload.Length} bytes; at most {MostPayload} are allowed.", nameof(events));
            }
        }
    }

    public async ValueTask AddAsync(ImmutableArray<OutboxEvent> events, CancellationToken cancellation)
    {
        Check(events);
        if (events.IsDefaultOrEmpty)
        {
            return;
        }

        var inserts = events.Select(e => new SqlStatement(Insert, e.Stream, e.Partition, e.Key, e.Payload)).ToArray();
        await database.WriteAsync(inserts, null, cancellation).ConfigureAwait(false);
        signals.Raise(events);
    }

    public async ValueTask<ImmutableArray<OutboxRow>> ReadAsync(string stream, long afterId, int most, CancellationToken cancellation)
    {
        var rows = ImmutableArray.CreateBuilder<OutboxRow>();
        var read = new SqlStatement(Read, stream, afterId, most);
        await database.ReadAsync([read], (_, row) => rows.Add(new OutboxRow(row.Number(0), Event(row))), cancellation).ConfigureAwait(false);
        return rows.DrainToImmutable();
    }

    public async ValueTask<OutboxPage> ReadQueueAsync(string stream, int partition, long afterId, int most, CancellationToken cancellation)
    {
        var newest = 0L;
        var rows = ImmutableArray.CreateBuilder<OutboxRow>();
        SqlStatement[] reads = [new(ReadNewest, stream, partition), new(ReadQueue, stream, partition, afterId, most)];
        await database.ReadAsync(reads, OnRow, cancellation).ConfigureAwait(false);
        return new OutboxPage(rows.DrainToImmutable(), newest);

        void OnRow(int statement, ISqlRow row)
        {
            if (statement == 1)
            {
                rows.Add(new OutboxRow(row.Number(0), Event(row)));
            }
            else if (!row.IsNull(0))
            {
                newest = row.Number(0);
            }
        }
    }

    public ValueTask WaitAsync(string stream, int partition, CancellationToken cancellation) => signals.WaitAsync(stream, partition, cancellation);

    public ValueTask AcknowledgeAsync(string stream, ImmutableArray<long> ids, CancellationToken cancellation) => ids.IsDefaultOrEmpty
        ? ValueTask.CompletedTask
        : database.WriteAsync(ids.Select(id => new SqlStatement(Delete, id, stream)).ToArray(), null, cancellation);

    public ValueTask DeadLetterAsync(string stream, long id, string error, CancellationToken cancellation)
    {
        var bounded = error.Length <= LongestError ? error : error[..LongestError];
        return database.WriteAsync(
            [new SqlStatement(Bury, id, stream, bounded, time.GetUtcNow().UtcTicks), new SqlStatement(Delete, id, stream)], null, cancellation);
    }

    public async ValueTask<ImmutableArray<DeadLetter>> ReadDeadLettersAsync(string stream, long afterId, int most, CancellationToken cancellation)
    {
        var letters = ImmutableArray.CreateBuilder<DeadLetter>();
        var read = new SqlStatement(ReadDead, stream, afterId, most);
        await database.ReadAsync(
            [read],
            (_, row) => letters.Add(new DeadLetter(row.Number(0), Event(row), row.Text(4), new DateTimeOffset(row.Number(5), TimeSpan.Zero))),
            cancellation).ConfigureAwait(false);
        return letters.DrainToImmutable();
    }

    public async ValueTask<ImmutableArray<StreamDepth>> ReadDepthsAsync(CancellationToken cancellation)
    {
        var depths = ImmutableArray.CreateBuilder<StreamDepth>();
        await database.ReadAsync(
            [new SqlStatement(Depths)], (_, row) => depths.Add(new StreamDepth(row.Text(0), row.Number(1), row.Number(2))), cancellation).ConfigureAwait(false);
        return depths.DrainToImmutable();
    }

    public async ValueTask<bool> ReplayAsync(string stream, long id, CancellationToken cancellation)
    {
        int? partition = null;
        await database.WriteAsync(
            [new SqlStatement(Revive, id, stream), new SqlStatement(DropDead, id, stream)], row => partition = (int)row.Number(0), cancellation).ConfigureAwait(false);
        if (partition is { } queue)
        {
            signals.Raise(stream, queue);
        }

        return partition is not null;
    }

    public async ValueTask<bool> DropAsync(string stream, long id, CancellationToken cancellation)
    {
        var found = false;
        await database.WriteAsync([new SqlStatement(DropDead, id, stream)], _ => found = true, cancellation).ConfigureAwait(false);
        return found;
    }

    private static OutboxEvent Event(ISqlRow row) => new(row.Text(1), row.Text(2), row.Blob(3));
}
