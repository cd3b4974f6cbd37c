using System.Buffers;
using Mail.Conformance.Postgres;
using Mail.Conformance.Storage;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Storage.Blobs;
using Mail.Storage.Landing;
using Mail.Storage.Mailboxes;
using Mail.Storage.Postgres;
using Mail.Storage.Relational;
using Mail.Storage.Sql;
using Mail.Storage.Sweeping;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail.Storage.Tests.Postgres;

/// <summary>Which partitions of the landing table are dropped, and when.</summary>
public sealed class LandingSweepTests : IAsyncLifetime
{
    private readonly SweepOptions _options = new();
    private readonly SteppedClock _clock = new();
    private PostgresDatabase? _database;
    private LandingIngestLog? _landing;

    public async Task InitializeAsync()
    {
        _database = await PostgresDatabase.OpenAsync(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(), _clock, default);
        _landing = await LandingIngestLog.OpenAsync(_database.Source, Transactions(), new PostgresOptions(), _clock, default);
    }

    public async Task DisposeAsync()
    {
        await _landing!.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task An_hour_goes_once_nothing_has_pointed_into_it_for_the_grace_time()
    {
        var (kept, gone) = (await WriteAsync(), await WriteInNextHourAsync());
        var (mailboxes, image) = await MailboxAsync();
        await AddAsync(mailboxes, image, kept);
        _clock.Hours += 5;
        await using var sweep = Sweep();
        await sweep.LookAsync();
        await LookLaterAsync(sweep, _options.Grace - TimeSpan.FromSeconds(1));
        await Records.ReadAsync(_landing!, gone);

        await LookLaterAsync(sweep, TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<BlobNotFoundException>(() => Records.ReadAsync(_landing!, gone));
        Assert.Equal([kept.Container], await HoursAsync());

        await mailboxes.CommitAsync(Commits.Next(image, 2) with { Expunged = [new ExpungedMessage(1, 1, 3)] }, default);
        await sweep.LookAsync();
        await Records.ReadAsync(_landing!, kept);
        await LookLaterAsync(sweep, _options.Grace);
        Assert.Empty(await HoursAsync());
        await Records.ReadAsync(_landing!, await WriteAsync());
    }

    [Fact]
    public async Task What_owes_a_delivery_keeps_its_hour()
    {
        var record = Records.Accepted(Records.Bytes(100));
        var blob = await _landing!.AppendAsync(record, default);
        _clock.Hours += 5;
        await using var sweep = Sweep();
        await sweep.LookAsync();
        await LookLaterAsync(sweep, _options.Grace);
        await Records.ReadAsync(_landing, blob);

        _landing.Acknowledge(record.Id);
        await WriteAsync();
        await sweep.LookAsync();
        await LookLaterAsync(sweep, _options.Grace);
        await Assert.ThrowsAsync<BlobNotFoundException>(() => Records.ReadAsync(_landing, blob));
    }

    [Fact]
    public async Task The_hours_that_may_still_be_written_to_stay()
    {
        var (first, second) = (await WriteAsync(), await WriteInNextHourAsync());
        await WriteInNextHourAsync();
        await using var sweep = Sweep();
        await sweep.LookAsync();
        await LookLaterAsync(sweep, _options.Grace);
        await Records.ReadAsync(_landing!, first);
        await Records.ReadAsync(_landing!, second);
    }

    [Fact]
    public async Task Several_processes_may_sweep_at_once()
    {
        await WriteAsync();
        await WriteInNextHourAsync();
        _clock.Hours += 5;
        var sweeps = Enumerable.Range(0, 3).Select(_ => Sweep()).ToList();
        await Task.WhenAll(sweeps.Select(s => s.LookAsync()));
        _clock.Passed += _options.Grace;
        await Task.WhenAll(sweeps.Select(s => s.LookAsync()).Append(WriteAsync()));
        Assert.Single(await HoursAsync());
        foreach (var sweep in sweeps)
        {
            await sweep.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_lies_in_an_hour_is_found_by_an_index()
    {
        await using var connection = await _database!.Source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SET enable_seqscan = off; EXPLAIN " + BlobReferences.Find(BlobKind.Landing).Replace("$1", "7", StringComparison.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        var plan = "";
        while (await reader.ReadAsync())
        {
            plan += reader.GetString(0) + "\n";
        }

        Assert.Contains("messages_landing", plan, StringComparison.Ordinal);
    }

    private GroupTransactions Transactions() => new(_database!.Source, new FreshIds(_clock), new PostgresOptions(), _clock);

    private BlobSweep Sweep() =>
        new(_landing!.Containers, new BlobReferences(_database!, BlobKind.Landing).AnyAsync, _options, _clock, NullLogger.Instance);

    private Task LookLaterAsync(BlobSweep sweep, TimeSpan later)
    {
        _clock.Passed += later;
        return sweep.LookAsync();
    }

    private async Task<BlobRef> WriteAsync() => await _landing!.WriteAsync(new ReadOnlySequence<byte>(Records.Bytes(1_000)), default);

    private Task<BlobRef> WriteInNextHourAsync()
    {
        _clock.Hours++;
        return WriteAsync();
    }

    /// <summary>Hours of which a message is still there.</summary>
    private async Task<List<long>> HoursAsync()
    {
        await using var command = _database!.Source.CreateCommand("SELECT DISTINCT hour FROM mail_state.landing ORDER BY hour");
        await using var reader = await command.ExecuteReaderAsync();
        var hours = new List<long>();
        while (await reader.ReadAsync())
        {
            hours.Add(reader.GetInt64(0));
        }

        return hours;
    }

    private async Task<(MailboxStore Mailboxes, MailboxImage Image)> MailboxAsync()
    {
        var (ids, signals) = (new FreshIds(_clock), new OutboxSignals(_clock, TimeSpan.FromSeconds(30)));
        var mailboxes = new MailboxStore(_database!, new PostgresMailboxCommitter(Transactions(), new PostgresOptions(), _clock), signals, ids, _clock);
        var account = new AccountId(Guid.CreateVersion7());
        await mailboxes.CreateAsync(
            new NewMailbox(account, TenantId.Parse("acme"), EmailAddress.Parse("a@acme.test"), MailQuota.Unlimited, 1, [(FolderName.Inbox, SpecialUse.Inbox)]), default);
        return (mailboxes, (await mailboxes.LoadAsync(account, default))!);
    }

    private static async Task AddAsync(MailboxStore mailboxes, MailboxImage image, BlobRef blob)
    {
        var message = new MessageEntry(1, 2, 1, MessageFlags.None, Keywords.None, DateTimeOffset.UnixEpoch, blob);
        Assert.Equal(CommitOutcome.Committed, await mailboxes.CommitAsync(Commits.Next(image, 1) with { Added = [new AddedMessage(1, message, default, null, null)] }, default));
    }
}
