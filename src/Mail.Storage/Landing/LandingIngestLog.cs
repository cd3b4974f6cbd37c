using System.Buffers;
using System.Runtime.CompilerServices;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Storage.Blobs;
using Mail.Storage.Postgres;
using Mail.Storage.Sweeping;
using Npgsql;

namespace Mail.Storage.Landing;

/// <summary>The accept log in PostgreSQL: bodies in the landing table, what they owe in <c>queue.ingest</c>, both in one transaction per group.</summary>
internal sealed class LandingIngestLog : IIngestLog, IBlobStore, IAsyncDisposable
{
    private const int IdsPerBlock = 10_000;
    private const int PendingPerPage = 500;
    private const int MostBody = 512 << 20;

    private const string InsertBodies = """
        INSERT INTO mail_state.landing (hour, id, crc, body) SELECT $1, b.id, b.crc, b.body FROM unnest($2::bigint[], $3::bigint[], $4::bytea[]) AS b(id, crc, body)
        """;

    private const string InsertPending = """
        INSERT INTO queue.ingest (id, hour, landing_id, body_length, envelope)
        SELECT p.id, $1, p.landing_id, p.body_length, p.envelope
        FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bytea[]) AS p(id, landing_id, body_length, envelope)
        """;

    private const string DeletePending = "DELETE FROM queue.ingest WHERE id = ANY($1)";

    private const string ReadPendingPage = """
        SELECT hour, landing_id, body_length, envelope FROM queue.ingest WHERE landing_id > $1 AND landing_id < $2 ORDER BY landing_id LIMIT $3
        """;

    private static readonly TimeSpan FlushEvery = TimeSpan.FromMilliseconds(250);

    private readonly NpgsqlDataSource _source;
    private readonly GroupTransactions _transactions;
    private readonly LandingPartitions _partitions;
    private readonly LandingReader _reader;
    private readonly GroupLoop<LandingAppend> _loop;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _placing = new(1);
    private readonly long _firstId;
    private List<Guid> _acknowledged = [];
    private long _nextId;
    private long _lastId;

    private LandingIngestLog(NpgsqlDataSource source, GroupTransactions transactions, PostgresOptions options, TimeProvider time, long block)
    {
        (_source, _transactions, _time) = (source, transactions, time);
        (_firstId, _nextId, _lastId) = (block * IdsPerBlock, block * IdsPerBlock, ((block + 1) * IdsPerBlock) - 1);
        _partitions = new LandingPartitions(source, time);
        _reader = new LandingReader(source);
        _loop = new GroupLoop<LandingAppend>(options, options.LandingCommitters, a => a.Body.Length, CommitAsync);
        _timer = time.CreateTimer(_ => Flush(), null, FlushEvery, FlushEvery);
    }

    /// <summary>What a sweep looks through.</summary>
    public IBlobContainers Containers => _partitions;

    public static async ValueTask<LandingIngestLog> OpenAsync(
        NpgsqlDataSource source, GroupTransactions transactions, PostgresOptions options, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            return new LandingIngestLog(source, transactions, options, time, await NextBlockAsync(source, cancellation).ConfigureAwait(false));
        }
        catch (Exception failure) when (PostgresFailures.IsOfStore(failure))
        {
            throw PostgresFailures.ToPortException(failure);
        }
    }

    public ValueTask<BlobRef> AppendAsync(IngestRecord record, CancellationToken cancellation)
    {
        var envelope = new byte[Envelope.Measure(record)];
        Envelope.Write(envelope, record);
        return AppendAsync(record.Id.Value, envelope, record.Message, cancellation);
    }

    public ValueTask<BlobRef> WriteAsync(ReadOnlySequence<byte> message, CancellationToken cancellation) => AppendAsync(null, [], message, cancellation);

    public ValueTask ReadAsync(BlobRef blob, int offset, Memory<byte> destination, CancellationToken cancellation) =>
        _reader.ReadAsync(blob, offset, destination, cancellation);

    public void Acknowledge(IngestId id)
    {
        lock (_lock)
        {
            _acknowledged.Add(id.Value);
        }
    }

    public async IAsyncEnumerable<PendingIngest> ReadPendingAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = -1L;
        while (true)
        {
            var page = await PendingPageAsync(after, cancellation).ConfigureAwait(false);
            foreach (var pending in page)
            {
                after = pending.Blob.Offset;
                yield return pending;
            }

            if (page.Count < PendingPerPage)
            {
                yield break;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        Flush();
        await _loop.DisposeAsync().ConfigureAwait(false);
    }

    private static async ValueTask<long> NextBlockAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("SELECT nextval('mail_state.landing_block')");
        return (long)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
    }

    private async ValueTask<BlobRef> AppendAsync(Guid? ingest, byte[] envelope, ReadOnlySequence<byte> body, CancellationToken cancellation)
    {
        if (body.Length > MostBody)
        {
            throw new ArgumentException($"A message of {body.Length} bytes cannot be kept; {MostBody} is the bound.", nameof(body));
        }

        var append = new LandingAppend(ingest, envelope, body);
        await _loop.EnqueueAsync(append, cancellation).ConfigureAwait(false);
        return await append.Done.Task.ConfigureAwait(false);
    }

    private void Flush()
    {
        lock (_lock)
        {
            if (_acknowledged.Count > 0)
            {
                // A full queue carries them along anyway.
                _loop.TryEnqueue(new LandingAppend(null, [], ReadOnlySequence<byte>.Empty, isFlush: true));
            }
        }
    }

    private async ValueTask CommitAsync(List<LandingAppend> group)
    {
        var appends = group.FindAll(a => !a.IsFlush);
        try
        {
            var start = _time.GetTimestamp();
            await TryCommitAsync(appends).ConfigureAwait(false);
            StorageMetrics.RecordGroup("landing", group.Count, _time.GetElapsedTime(start));
        }
        catch (Exception failure) when (PostgresFailures.IsOfStatement(failure) && appends.Count > 1)
        {
            foreach (var one in appends)
            {
                await CommitAsync([one]).ConfigureAwait(false);
            }
        }
        catch (Exception failure)
        {
            appends.ForEach(a => a.Done.TrySetException(PostgresFailures.ToPortException(failure)));
        }
    }

    private async ValueTask TryCommitAsync(List<LandingAppend> appends)
    {
        var hour = _time.GetUtcNow().ToUnixTimeSeconds() / 3_600;
        if (appends.Count > 0)
        {
            await PlaceAsync(hour, appends).ConfigureAwait(false);
        }

        var acknowledged = TakeAcknowledged();
        try
        {
            await _transactions.RunAsync((batch, _) => Fill(batch, hour, appends, acknowledged), [], (_, _) => { }).ConfigureAwait(false);
        }
        catch
        {
            GiveBack(acknowledged);
            throw;
        }

        foreach (var append in appends)
        {
            StorageMetrics.AddAppended("landing", append.Body.Length);
            append.Done.TrySetResult(new BlobRef(BlobKind.Landing, hour, append.Id, append.Body.Length));
        }
    }

    private static void Fill(NpgsqlBatch batch, long hour, List<LandingAppend> appends, List<Guid> acknowledged)
    {
        if (appends.Count > 0)
        {
            batch.BatchCommands.Add(GroupTransactions.Command(
                InsertBodies,
                GroupTransactions.Of(hour),
                GroupTransactions.Of(appends.Select(a => a.Id).ToArray()),
                GroupTransactions.Of(appends.Select(a => a.Crc).ToArray()),
                GroupTransactions.Of(appends.Select(a => a.Body).ToArray())));
        }

        var owing = appends.FindAll(a => a.Ingest is not null);
        if (owing.Count > 0)
        {
            batch.BatchCommands.Add(GroupTransactions.Command(
                InsertPending,
                GroupTransactions.Of(hour),
                GroupTransactions.Of(owing.Select(a => a.Ingest!.Value).ToArray()),
                GroupTransactions.Of(owing.Select(a => a.Id).ToArray()),
                GroupTransactions.Of(owing.Select(a => (long)a.Body.Length).ToArray()),
                GroupTransactions.Of(owing.Select(a => a.Envelope).ToArray())));
        }

        if (acknowledged.Count > 0)
        {
            batch.BatchCommands.Add(GroupTransactions.Command(DeletePending, GroupTransactions.Of(acknowledged.ToArray())));
        }
    }

    private async ValueTask PlaceAsync(long hour, List<LandingAppend> appends)
    {
        await _placing.WaitAsync().ConfigureAwait(false);
        try
        {
            await _partitions.EnsureAsync(hour).ConfigureAwait(false);
            await GiveIdsAsync(appends).ConfigureAwait(false);
        }
        finally
        {
            _placing.Release();
        }
    }

    private async ValueTask GiveIdsAsync(List<LandingAppend> appends)
    {
        foreach (var append in appends)
        {
            if (_nextId > _lastId)
            {
                var block = await NextBlockAsync(_source, CancellationToken.None).ConfigureAwait(false);
                (_nextId, _lastId) = (block * IdsPerBlock, ((block + 1) * IdsPerBlock) - 1);
            }

            append.Id = _nextId++;
        }
    }

    private List<Guid> TakeAcknowledged()
    {
        lock (_lock)
        {
            var taken = _acknowledged;
            _acknowledged = [];
            return taken;
        }
    }

    private void GiveBack(List<Guid> acknowledged)
    {
        lock (_lock)
        {
            _acknowledged.AddRange(acknowledged);
        }
    }

    private async ValueTask<List<PendingIngest>> PendingPageAsync(long after, CancellationToken cancellation)
    {
        try
        {
            await using var command = _source.CreateCommand(ReadPendingPage);
            command.Parameters.Add(GroupTransactions.Of(after));
            command.Parameters.Add(GroupTransactions.Of(_firstId));
            command.Parameters.Add(GroupTransactions.Of((long)PendingPerPage));
            await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            var page = new List<PendingIngest>();
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                var blob = new BlobRef(BlobKind.Landing, reader.GetInt64(0), reader.GetInt64(1), (int)reader.GetInt64(2));
                page.Add(Envelope.Read(reader.GetFieldValue<byte[]>(3), blob));
            }

            return page;
        }
        catch (Exception failure) when (PostgresFailures.IsOfStore(failure))
        {
            throw PostgresFailures.ToPortException(failure);
        }
    }
}
