using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Storage.Relational;
using Mail.Storage.Schema;
using Mail.Storage.Sql;
using Mail.Storage.Sqlite;
using Mail.Storage.Sweeping;
using Mail.Storage.Tests.Backends;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail.Storage.Tests.Sqlite;

/// <summary>What only the embedded database can show.</summary>
public sealed class SqliteTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("mail-sqlite-").FullName;

    private string File => Path.Combine(_folder, "mail.db");

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_full_database_refuses_the_whole_group_keeps_nothing_and_works_again()
    {
        await using var database = SqliteDatabase.Open(File, new SqliteOptions(), TimeProvider.System);
        await database.WriteAsync(new Script(c => c.Execute("PRAGMA max_page_count = 1")), default);
        using var gate = new ManualResetEventSlim();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = database.WriteAsync(
            new Script(_ =>
            {
                entered.SetResult();
                gate.Wait();
            }),
            default).AsTask();
        await entered.Task;
        var group = Enumerable.Range(0, 20).Select(i => database.WriteAsync(Insert($"s{i}", i == 10 ? 4 << 20 : 10), null, default).AsTask()).ToList();
        gate.Set();
        await first;

        foreach (var write in group)
        {
            await Assert.ThrowsAsync<StoreFullException>(() => write);
        }

        await database.WriteAsync(new Script(c => c.Execute("PRAGMA max_page_count = 1000000")), default);
        Assert.Equal(0, await CountAsync(database));
        await database.WriteAsync(Insert("s", 10), null, default);
        Assert.Equal(1, await CountAsync(database));
    }

    [Fact]
    public async Task A_write_ahead_log_that_cannot_be_merged_at_the_end_is_kept_and_no_failure()
    {
        var lines = new KeptLines();
        var database = SqliteDatabase.Open(File, new SqliteOptions(), TimeProvider.System, lines);
        await database.WriteAsync(Insert("s", 1), null, default);

        // A read that has not ended keeps the log from being merged, as a full disk does.
        await database.WriteAsync(new Script(c => Assert.True(c.Prepare("SELECT 1 FROM queue.tasks").Step())), default);
        await database.DisposeAsync();

        Assert.Contains("mail.db-wal", Assert.Single(lines.Lines).Text, StringComparison.Ordinal);
        await using var again = SqliteDatabase.Open(File, new SqliteOptions(), TimeProvider.System);
        Assert.Equal(1, await CountAsync(again));
    }

    [Fact]
    public async Task A_wrong_statement_fails_alone()
    {
        await using var database = SqliteDatabase.Open(File, new SqliteOptions(), TimeProvider.System);
        using var gate = new ManualResetEventSlim();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = database.WriteAsync(
            new Script(_ =>
            {
                entered.SetResult();
                gate.Wait();
            }),
            default).AsTask();
        await entered.Task;
        var group = Enumerable.Range(0, 9).Select(i => database.WriteAsync([.. Insert("s", 1), .. i == 4 ? [new SqlStatement("INSERT INTO nowhere VALUES (1)")] : Insert("t", 1)], null, default).AsTask()).ToList();
        gate.Set();
        await first;

        await Assert.ThrowsAsync<InvalidOperationException>(() => group[4]);
        await Task.WhenAll(group.Where((_, i) => i != 4));
        Assert.Equal(16, await CountAsync(database));
    }

    [Fact]
    public async Task Reads_do_not_wait_for_a_write()
    {
        await using var database = SqliteDatabase.Open(File, new SqliteOptions(), TimeProvider.System);
        await database.WriteAsync(Insert("s", 1), null, default);
        using var gate = new ManualResetEventSlim();
        var write = database.WriteAsync(
            new Script(c =>
            {
                c.Execute("DELETE FROM queue_tasks");
                gate.Wait();
            }),
            default).AsTask();

        Assert.Equal(1, await CountAsync(database));
        Assert.False(write.IsCompleted);
        gate.Set();
        await write;
        Assert.Equal(0, await CountAsync(database));
    }

    [Fact]
    public async Task What_was_answered_is_in_a_copy_taken_without_closing()
    {
        var copy = Path.Combine(_folder, "copy.db");
        await using (var database = SqliteDatabase.Open(File, new SqliteOptions(), TimeProvider.System))
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(i => database.WriteAsync(Insert($"s{i}", 100), null, default).AsTask()));
            System.IO.File.Copy(File, copy);
            System.IO.File.Copy(File + "-wal", copy + "-wal");
        }

        await using var crashed = SqliteDatabase.Open(copy, new SqliteOptions(), TimeProvider.System);
        Assert.Equal(100, await CountAsync(crashed));
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await using (var database = SqliteDatabase.Open(File, new SqliteOptions(), TimeProvider.System))
        {
            await database.WriteAsync([new SqlStatement(SchemaVersion.Add, 999, "later", 0)], null, default);
        }

        var refused = Assert.Throws<SchemaTooNewException>(() => SqliteDatabase.Open(File, new SqliteOptions(), TimeProvider.System));
        Assert.Equal((999, Migrations.Newest), (refused.Found, refused.Known));
    }

    [Fact]
    public async Task A_database_of_an_early_build_is_refused_and_left_as_it_is()
    {
        using (var early = SqliteConnection.Open(File, readOnly: false, TimeSpan.FromSeconds(1)))
        {
            early.Execute("PRAGMA journal_mode = WAL; CREATE TABLE mail_state_schema_version (version bigint PRIMARY KEY, name text NOT NULL, applied_at bigint NOT NULL)");
            early.Execute("INSERT INTO mail_state_schema_version VALUES (5, 'landing partitions', 0)");
        }

        var before = await System.IO.File.ReadAllBytesAsync(File);
        var refused = Assert.Throws<SchemaTooOldException>(() => SqliteDatabase.Open(File, new SqliteOptions(), TimeProvider.System));
        Assert.Equal((5, Migrations.Oldest), (refused.Found, refused.Oldest));
        Assert.Contains("--data", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File));
    }

    [Fact]
    public void The_steps_have_ascending_versions_without_gaps() =>
        Assert.Equal(Enumerable.Range(Migrations.Oldest, Migrations.All.Count), Migrations.All.Select(m => m.Version));

    [Theory]
    [InlineData(MailboxQueries.FirstUnseen, "mail_state_messages_unseen")]
    [InlineData(MailboxQueries.Deleted, "mail_state_messages_deleted")]
    [InlineData(MailboxQueries.Messages, "mail_state_messages_uid")]
    [InlineData(MailboxQueries.Summaries, "mail_state_messages_uid")]
    [InlineData(MailboxQueries.Changes, "mail_state_messages_changes")]
    [InlineData(MailboxQueries.Deliveries, "mail_state_messages_delivery")]
    public Task The_queries_of_the_protocols_use_an_index_and_sort_nothing(string query, string index) => UsesAsync(query, index);

    [Fact]
    public Task What_lies_in_a_segment_is_found_by_an_index() => UsesAsync(BlobReferences.Find(BlobKind.Segment), "mail_state_messages_segment");

    private async Task UsesAsync(string query, string index)
    {
        await using var database = SqliteDatabase.Open(File, new SqliteOptions(), TimeProvider.System);
        var plan = "";
        await database.ReadAsync([new SqlStatement("EXPLAIN QUERY PLAN " + query)], (_, row) => plan += row.Text(3) + "\n", default);

        Assert.Contains(index["mail_state_".Length..], plan);
        Assert.DoesNotContain("SCAN", plan);
        Assert.DoesNotContain("TEMP B-TREE", plan);
    }

    [Fact]
    public async Task A_second_process_is_kept_out_and_told_by_whom()
    {
        await using var backend = new EmbeddedBackend();
        await backend.OpenAsync();
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            MailStorage.OpenAsync(backend.Options, TimeProvider.System, NullLoggerFactory.Instance, default).AsTask());
        Assert.Contains($"process {Environment.ProcessId}", refused.Message);

        await backend.CloseAsync();
        await backend.OpenAsync();
    }

    [Fact]
    public async Task A_setting_out_of_bounds_is_named()
    {
        var options = new StorageOptions { DataFolder = _folder, Sqlite = { Readers = 0 } };
        var refused = await Assert.ThrowsAsync<ArgumentException>(() =>
            MailStorage.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, default).AsTask());
        Assert.Contains("Sqlite:Readers is 0", refused.Message);
    }

    private static SqlStatement[] Insert(string stream, int bytes) => [new SqlStatement(OutboxStore.Insert, stream, 0, "k", (ReadOnlyMemory<byte>)new byte[bytes])];

    private static async Task<long> CountAsync(SqliteDatabase database)
    {
        var count = 0L;
        await database.ReadAsync([new SqlStatement("SELECT count(*) FROM queue.tasks")], (_, row) => count = row.Number(0), default);
        return count;
    }

    private sealed class Script(Action<SqliteConnection> run) : SqliteWrite
    {
        public override void Apply(SqliteConnection connection) => run(connection);
    }
}
