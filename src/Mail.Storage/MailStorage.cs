using Mail.Domain.Blobs;
using Mail.Storage.Accounts;
using Mail.Storage.Audit;
using Mail.Storage.Blobs;
using Mail.Storage.Directory;
using Mail.Storage.Domains;
using Mail.Storage.GrainState;
using Mail.Storage.Keys;
using Mail.Storage.Landing;
using Mail.Storage.Mailboxes;
using Mail.Storage.Postgres;
using Mail.Storage.Queue;
using Mail.Storage.Relational;
using Mail.Storage.Requests;
using Mail.Storage.Segments;
using Mail.Storage.Sql;
using Mail.Storage.Sqlite;
using Mail.Storage.Sweeping;
using Mail.Storage.Tenants;
using Microsoft.Extensions.Logging;

namespace Mail.Storage;

/// <summary>All stores of one process behind their ports. Open it once and await that; dispose it last: closing flushes and checkpoints.</summary>
public sealed class MailStorage : IAsyncDisposable
{
    private static readonly TimeSpan EmbeddedPoll = TimeSpan.FromSeconds(30);

    private readonly List<IDisposable> _folders = [];
    private readonly List<IAsyncDisposable> _open = [];

    private MailStorage(ISqlDatabase database, IMailboxCommitter committer, TimeProvider time, TimeSpan poll)
    {
        var signals = new OutboxSignals(time, poll);
        var ids = new FreshIds(time);
        Mailboxes = new MailboxStore(database, committer, signals, ids, time);
        Tenants = new TenantStore(database, ids);
        Domains = new DomainStore(database, ids);
        Accounts = new AccountStore(database, ids);
        ApiKeys = new ApiKeyStore(database, ids);
        Directory = new DirectoryStore(database);
        Outbox = new OutboxStore(database, signals, time);
        Outbound = new OutboundQueue(database, signals, ids, time);
        Audit = new AuditLog(database);
        Requests = new RequestLog(database, ids);
    }

    public IMailboxStore Mailboxes { get; }

    public ITenantStore Tenants { get; }

    public IDomainStore Domains { get; }

    public IAccountStore Accounts { get; }

    public IApiKeyStore ApiKeys { get; }

    public IDirectoryStore Directory { get; }

    public IOutbox Outbox { get; }

    public IOutboundQueue Outbound { get; }

    public IAuditLog Audit { get; }

    public IRequestLog Requests { get; }

    /// <summary>Null with PostgreSQL, where Orleans keeps its grain state itself: <see cref="OrleansConnectionString"/>.</summary>
    public IGrainStateStore? GrainState { get; private init; }

    /// <summary>Null with PostgreSQL, as <see cref="GrainState"/>.</summary>
    public IReminderStore? Reminders { get; private init; }

    /// <summary>For Orleans' own providers (invariant <c>Npgsql</c>): cluster, grain state, reminders. Null without PostgreSQL.</summary>
    public string? OrleansConnectionString { get; private init; }

    public required IIngestLog Ingest { get; init; }

    public required IBlobStore Blobs { get; init; }

    /// <summary>What <c>/ready</c> asks.</summary>
    public required IReadOnlyList<IStoreHealth> Health { get; init; }

    /// <summary>Opens the stores that the options name and brings their schema up to date.</summary>
    /// <exception cref="ArgumentException">An option is out of its bounds.</exception>
    /// <exception cref="StoreUnavailableException">The data folder is in use, a part of it is missing, or a store does not answer.</exception>
    /// <exception cref="StoreFullException">The disk is full.</exception>
    /// <exception cref="Schema.SchemaTooNewException">A newer release wrote the store.</exception>
    /// <exception cref="Schema.SchemaTooOldException">It is of a format that is not converted.</exception>
    public static ValueTask<MailStorage> OpenAsync(StorageOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellation)
    {
        options.Validate();
        return options.PostgreSql is { } connectionString
            ? OpenPostgresAsync(connectionString, options, time, loggers, cancellation)
            : ValueTask.FromResult(OpenEmbedded(options, time, loggers));
    }

    public async ValueTask DisposeAsync()
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            await _open[i].DisposeAsync().ConfigureAwait(false);
        }

        _open.Clear();
        _folders.ForEach(f => f.Dispose());
    }

    private static MailStorage OpenEmbedded(StorageOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        var folder = DataFolderLock.Take(options.DataFolder);
        SegmentIngestLog? log = null;
        try
        {
            if (StoreParts.MissingIn(options.DataFolder) is { } missing)
            {
                throw new StoreUnavailableException(missing);
            }

            log = SegmentIngestLog.Open(StoreParts.SegmentsOf(options.DataFolder), options.Segments, time, loggers.CreateLogger<SegmentIngestLog>());
            var database = SqliteDatabase.Open(
                StoreParts.DatabaseOf(options.DataFolder), options.Sqlite, time, loggers.CreateLogger<SqliteDatabase>(), c => StoreParts.Join(options.DataFolder, c));
            var sweep = new BlobSweep(log, new BlobReferences(database, BlobKind.Segment).AnyAsync, options.Sweep, time, loggers.CreateLogger<BlobSweep>());
            return new MailStorage(database, new SqliteMailboxCommitter(database, time), time, EmbeddedPoll)
            {
                Ingest = log,
                Blobs = log,
                Health = [database, log],
                GrainState = new SqliteGrainStateStore(database, new FreshIds(time)),
                Reminders = new SqliteReminderStore(database, new FreshIds(time)),
                _folders = { folder },
                _open = { database, log, sweep },
            };
        }
        catch
        {
            log?.DisposeAsync().AsTask().GetAwaiter().GetResult();
            folder.Dispose();
            throw;
        }
    }

    private static async ValueTask<MailStorage> OpenPostgresAsync(
        string connectionString, StorageOptions all, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellation)
    {
        var options = all.Postgres;
        var database = await PostgresDatabase.OpenAsync(connectionString, time, cancellation).ConfigureAwait(false);
        try
        {
            // Bodies and mailboxes commit apart: a large message must not hold up the flags of others.
            var landing = await LandingIngestLog.OpenAsync(
                database.Source, new GroupTransactions(database.Source, new FreshIds(time), options, time), options, time, cancellation).ConfigureAwait(false);
            var committer = new PostgresMailboxCommitter(
                new GroupTransactions(database.Source, new FreshIds(time), options, time), options, time);
            var sweep = new BlobSweep(landing.Containers, new BlobReferences(database, BlobKind.Landing).AnyAsync, all.Sweep, time, loggers.CreateLogger<BlobSweep>());
            return new MailStorage(database, committer, time, options.OutboxPoll)
            {
                Ingest = landing,
                Blobs = landing,
                Health = [database],
                OrleansConnectionString = OrleansConnection.For(connectionString),
                _open = { database, committer, landing, sweep },
            };
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
