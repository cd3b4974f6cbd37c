using Mail.Conformance.Postgres;
using Mail.Conformance.Storage;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Storage.Mailboxes;
using Mail.Storage.Schema;
using Mail.Storage.Tests.Backends;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Mail.Storage.Tests.Postgres;

/// <summary>What only PostgreSQL can show: lost answers, several processes, partitions.</summary>
public sealed class PostgresTests : IAsyncLifetime
{
    private string _connectionString = "";

    public async Task InitializeAsync() => _connectionString = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_looked_up_and_counts()
    {
        await using var proxy = await ProxyAsync();
        await using var storage = await OpenAsync(Through(proxy));
        var image = await CreateAsync(storage);

        for (var round = 1; round <= 5; round++)
        {
            proxy.CutNext(CuttingProxy.Cut.Answer);
            Assert.Equal(CommitOutcome.Committed, await storage.Mailboxes.CommitAsync(Change(image, round), default));
        }

        Assert.Equal(5, proxy.Cuts);
        Assert.Equal(6, (await storage.Mailboxes.LoadAsync(image.Account, default))!.ModSeq);
    }

    [Fact]
    public async Task A_stale_commit_whose_answer_is_lost_is_still_stale()
    {
        await using var proxy = await ProxyAsync();
        await using var storage = await OpenAsync(Through(proxy));
        var image = await CreateAsync(storage);
        await storage.Mailboxes.CommitAsync(Change(image, 1), default);

        proxy.CutNext(CuttingProxy.Cut.Answer);
        Assert.Equal(CommitOutcome.Stale, await storage.Mailboxes.CommitAsync(Change(image, 1), default));
        Assert.Equal(1, proxy.Cuts);
    }

    [Fact]
    public async Task A_commit_that_never_arrived_is_refused_and_can_be_made_again()
    {
        await using var proxy = await ProxyAsync();
        await using var storage = await OpenAsync(Through(proxy));
        var image = await CreateAsync(storage);

        proxy.CutNext(CuttingProxy.Cut.Request);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => storage.Mailboxes.CommitAsync(Change(image, 1), default).AsTask());
        Assert.Equal(1, proxy.Cuts);
        Assert.Equal(CommitOutcome.Committed, await storage.Mailboxes.CommitAsync(Change(image, 1), default));
    }

    [Fact]
    public async Task An_accepted_message_whose_answer_is_lost_is_accepted_once()
    {
        await using var proxy = await ProxyAsync();
        var record = Records.Accepted(Records.Bytes(5_000));
        await using (var storage = await OpenAsync(Through(proxy)))
        {
            await storage.Ingest.AppendAsync(Records.Accepted(Records.Bytes(10)), default);
            proxy.CutNext(CuttingProxy.Cut.Answer);
            var blob = await storage.Ingest.AppendAsync(record, default);
            Assert.Equal(1, proxy.Cuts);
            Assert.Equal(record.Message.FirstSpan.ToArray(), await Records.ReadAsync(storage.Blobs, blob));
        }

        await using var reopened = await OpenAsync(_connectionString);
        Assert.Single(await Records.PendingAsync(reopened.Ingest), p => p.Id == record.Id);
    }

    [Fact]
    public async Task Processes_that_start_together_make_one_schema()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync(_connectionString)));
        foreach (var storage in opened)
        {
            await storage.Health[0].CheckAsync(default);
            await storage.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await (await OpenAsync(_connectionString)).DisposeAsync();
        await using (var source = NpgsqlDataSource.Create(_connectionString))
        await using (var command = source.CreateCommand("INSERT INTO mail_state.schema_version VALUES (999, 'later', 0)"))
        {
            await command.ExecuteNonQueryAsync();
        }

        var refused = await Assert.ThrowsAsync<SchemaTooNewException>(() => OpenAsync(_connectionString));
        Assert.Equal(999, refused.Found);
    }

    [Fact]
    public async Task A_database_of_an_early_build_is_refused_and_left_as_it_is()
    {
        await using var source = NpgsqlDataSource.Create(_connectionString);
        await using (var early = source.CreateCommand("""
            CREATE SCHEMA mail_state;
            CREATE TABLE mail_state.schema_version (version bigint PRIMARY KEY, name text NOT NULL, applied_at bigint NOT NULL);
            INSERT INTO mail_state.schema_version VALUES (5, 'landing partitions', 0)
            """))
        {
            await early.ExecuteNonQueryAsync();
        }

        var refused = await Assert.ThrowsAsync<SchemaTooOldException>(() => OpenAsync(_connectionString));
        Assert.Equal(5, refused.Found);
        Assert.Contains("--postgres", refused.Message, StringComparison.Ordinal);
        await using var tables = source.CreateCommand("SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')");
        Assert.Equal(1L, await tables.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Two_processes_that_write_one_account_never_both_win()
    {
        await using var one = await OpenAsync(_connectionString);
        await using var two = await OpenAsync(_connectionString);
        var images = new List<MailboxImage>();
        for (var i = 0; i < 20; i++)
        {
            images.Add(await CreateAsync(one));
        }

        for (var round = 1; round <= 5; round++)
        {
            var attempts = images.Select(async image =>
            {
                var outcomes = await Task.WhenAll(
                    one.Mailboxes.CommitAsync(Change(image, round), default).AsTask(),
                    two.Mailboxes.CommitAsync(Change(image, round), default).AsTask());
                Assert.Single(outcomes, CommitOutcome.Committed);
                Assert.Single(outcomes, CommitOutcome.Stale);
            });
            await Task.WhenAll(attempts);
        }
    }

    [Fact]
    public async Task Each_hour_has_its_partition()
    {
        var clock = new SteppedClock();
        await using var storage = await MailStorage.OpenAsync(new StorageOptions { PostgreSql = _connectionString }, clock, NullLoggerFactory.Instance, default);
        var blobs = new List<(Domain.Blobs.BlobRef Blob, byte[] Bytes)>();
        for (var i = 0; i < 4; i++)
        {
            var bytes = Records.Bytes(100);
            blobs.Add((await storage.Ingest.AppendAsync(Records.Accepted(bytes), default), bytes));
            clock.Hours += i + 1;
        }

        Assert.Equal(4, blobs.Select(b => b.Blob.Container).Distinct().Count());
        foreach (var (blob, bytes) in blobs)
        {
            Assert.Equal(bytes, await Records.ReadAsync(storage.Blobs, blob));
        }
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable() => await Assert.ThrowsAsync<StoreUnavailableException>(() =>
        OpenAsync(PostgresServer.ConnectionString("/nonexistent", 5432, "none")));

    private static async Task<CuttingProxy> ProxyAsync() => new((await PostgresServer.SharedAsync()).SocketPath);

    private static MailboxCommit Change(MailboxImage image, long expected) => new()
    {
        AccountKey = image.AccountKey,
        ExpectedModSeq = expected,
        ModSeq = expected + 1,
        NextMessageNo = 1,
        NextFolderNo = 2,
        LastUidValidity = 1,
        UsedBytes = 0,
        UsedMessages = 0,
        Quota = image.Quota,
    };

    private static async Task<MailboxImage> CreateAsync(MailStorage storage)
    {
        var account = new AccountId(Guid.CreateVersion7());
        await storage.Mailboxes.CreateAsync(
            new NewMailbox(account, TenantId.Parse("acme"), EmailAddress.Parse("a@acme.test"), MailQuota.Unlimited, 1, [(FolderName.Inbox, SpecialUse.Inbox)]), default);
        return (await storage.Mailboxes.LoadAsync(account, default))!;
    }

    private static Task<MailStorage> OpenAsync(string connectionString) => MailStorage.OpenAsync(
        new StorageOptions { PostgreSql = connectionString }, TimeProvider.System, NullLoggerFactory.Instance, default).AsTask();

    // One connection at a time: the next request on the way is then the commit itself.
    private string Through(CuttingProxy proxy) =>
        new NpgsqlConnectionStringBuilder(_connectionString) { Host = "127.0.0.1", Port = proxy.Port }.ConnectionString;
}
