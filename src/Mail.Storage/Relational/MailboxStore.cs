using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Storage.Mailboxes;
using Mail.Storage.Sql;

namespace Mail.Storage.Relational;

/// <summary>Mailboxes, in either dialect; only the commit, the hot path, differs.</summary>
internal sealed class MailboxStore(ISqlDatabase database, IMailboxCommitter committer, OutboxSignals signals, FreshIds ids, TimeProvider time) : IMailboxStore
{
    private const int MostSummary = 8 * 1024;
    private const int MostIngestsPerQuery = 500;
    private const int MostDeletedAtOnce = 2_000;

    private readonly Listeners _listeners = new(time);

    public ValueTask CreateAsync(NewMailbox mailbox, CancellationToken cancellation)
    {
        var account = mailbox.Account.Value;
        var stamp = ids.Next();
        var statements = new List<SqlStatement>
        {
            new(
                MailboxQueries.CreateUser,
                account,
                mailbox.Tenant.Value,
                mailbox.Address.ToString(),
                mailbox.Folders.Length + 1,
                mailbox.UidValidity,
                mailbox.Quota.MaxBytes,
                mailbox.Quota.MaxMessages,
                stamp),
        };
        var number = 1;
        foreach (var (name, use) in mailbox.Folders)
        {
            statements.Add(new SqlStatement(MailboxQueries.CreateFolder, account, stamp, number++, name.Value, (long)use, mailbox.UidValidity));
            statements.Add(new SqlStatement(MailboxQueries.CreateSubscription, account, stamp, name.Value));
        }

        return database.WriteAsync([.. statements], null, cancellation);
    }

    public async ValueTask<MailboxImage?> LoadAsync(AccountId account, CancellationToken cancellation)
    {
        MailboxImage? image = null;
        var folders = ImmutableArray.CreateBuilder<FolderImage>();
        var subscriptions = ImmutableArray.CreateBuilder<FolderName>();
        SqlStatement[] statements =
        [
            new(MailboxQueries.User, account.Value),
            new(MailboxQueries.Folders, account.Value),
            new(MailboxQueries.Subscriptions, account.Value),
        ];
        await database.ReadAsync(statements, OnRow, cancellation).ConfigureAwait(false);
        return image is null ? null : image with { Folders = folders.DrainToImmutable(), Subscriptions = subscriptions.DrainToImmutable() };

        void OnRow(int statement, ISqlRow row)
        {
            switch (statement)
            {
                case 0:
                    image = MailboxRows.User(row);
                    break;
                case 1:
                    folders.Add(MailboxRows.Folder(row));
                    break;
                default:
                    subscriptions.Add(FolderName.Parse(row.Text(0)));
                    break;
            }
        }
    }

    public async ValueTask DeleteAsync(AccountId account, CancellationToken cancellation)
    {
        if (await LoadAsync(account, cancellation).ConfigureAwait(false) is not { AccountKey: var key })
        {
            return;
        }

        for (var gone = MostDeletedAtOnce; gone == MostDeletedAtOnce;)
        {
            gone = 0;
            await database.WriteAsync([new SqlStatement(MailboxQueries.DeleteMessages, key, MostDeletedAtOnce)], _ => gone++, cancellation).ConfigureAwait(false);
        }

        await database.WriteAsync(Array.ConvertAll(MailboxQueries.DeleteRest, text => new SqlStatement(text, key)), null, cancellation).ConfigureAwait(false);
    }

    public async ValueTask<CommitOutcome> CommitAsync(MailboxCommit commit, CancellationToken cancellation)
    {
        Check(commit);
        var outcome = await committer.CommitAsync(commit, cancellation).ConfigureAwait(false);
        if (outcome == CommitOutcome.Committed)
        {
            foreach (var item in commit.Outbox)
            {
                if (!item.OnlyIfHeard || _listeners.AreThere(commit.AccountKey))
                {
                    signals.Raise(item.Stream, item.Partition);
                }
            }
        }

        return outcome;
    }

    public async ValueTask<bool> ListenAsync(AccountId account, DateTimeOffset until, CancellationToken cancellation)
    {
        var found = false;
        var listen = new SqlStatement(MailboxQueries.Listen, account.Value, until.ToUnixTimeSeconds());
        await database.WriteAsync(
            [listen],
            row =>
            {
                found = true;
                _listeners.Add(row.Number(0), until);
            },
            cancellation).ConfigureAwait(false);
        return found;
    }

    public ValueTask<ImmutableArray<MessageEntry>> ReadMessagesAsync(long accountKey, int folderNo, UidRange range, int most, CancellationToken cancellation) =>
        QueryAsync(new SqlStatement(MailboxQueries.Messages, accountKey, folderNo, range.First, range.Last, most), MailboxRows.Entry, cancellation);

    public ValueTask<ImmutableArray<MessageSummaryRow>> ReadSummariesAsync(long accountKey, int folderNo, UidRange range, int most, CancellationToken cancellation) =>
        QueryAsync(
            new SqlStatement(MailboxQueries.Summaries, accountKey, folderNo, range.First, range.Last, most),
            static row => new MessageSummaryRow((uint)row.Number(0), row.Blob(1)),
            cancellation);

    public ValueTask<ImmutableArray<ChangeRow>> ReadChangesAsync(long accountKey, int folderNo, long sinceModSeq, int most, CancellationToken cancellation) =>
        QueryAsync(
            new SqlStatement(MailboxQueries.Changes, accountKey, folderNo, sinceModSeq, most),
            static row => new ChangeRow(MailboxRows.Entry(row), row.Number(10) != 0),
            cancellation);

    public async ValueTask<ImmutableArray<KnownDelivery>> FindDeliveriesAsync(long accountKey, ImmutableArray<IngestId> ingests, CancellationToken cancellation)
    {
        var known = ImmutableArray.CreateBuilder<KnownDelivery>();
        foreach (var chunk in ingests.Distinct().Chunk(MostIngestsPerQuery))
        {
            var queries = Array.ConvertAll(chunk, id => new SqlStatement(MailboxQueries.Deliveries, accountKey, id.Value));
            await database.ReadAsync(queries, (_, row) => known.Add(Delivery(row)), cancellation).ConfigureAwait(false);
        }

        return known.DrainToImmutable();
    }

    public async ValueTask<uint?> FindFirstUnseenAsync(long accountKey, int folderNo, CancellationToken cancellation)
    {
        uint? first = null;
        var query = new SqlStatement(MailboxQueries.FirstUnseen, accountKey, folderNo);
        await database.ReadAsync([query], (_, row) => first = (uint)row.Number(0), cancellation).ConfigureAwait(false);
        return first;
    }

    public ValueTask<ImmutableArray<uint>> FindDeletedAsync(long accountKey, int folderNo, int most, CancellationToken cancellation) =>
        QueryAsync(new SqlStatement(MailboxQueries.Deleted, accountKey, folderNo, most), static row => (uint)row.Number(0), cancellation);

    private static KnownDelivery Delivery(ISqlRow row) =>
        new(new DeliveryKey(new IngestId(row.Uuid(0)), row.Text(1)), (int)row.Number(2), (uint)row.Number(3));

    private static void Check(MailboxCommit commit)
    {
        if (commit.ModSeq <= commit.ExpectedModSeq)
        {
            throw new ArgumentException($"MODSEQ {commit.ModSeq} is not above the {commit.ExpectedModSeq} it builds on.", nameof(commit));
        }

        foreach (var added in commit.Added)
        {
            if (added.Summary.Length > MostSummary)
            {
                throw new ArgumentException($"The summary of UID {added.Entry.Uid} has {added.Summary.Length} bytes; at most {MostSummary} are allowed.", nameof(commit));
            }

            if (added.Ingest is null != added.Recipient is null)
            {
                throw new ArgumentException($"UID {added.Entry.Uid} has half a delivery key.", nameof(commit));
            }
        }

        OutboxStore.Check(commit.Outbox);
    }

    private async ValueTask<ImmutableArray<T>> QueryAsync<T>(SqlStatement query, Func<ISqlRow, T> map, CancellationToken cancellation)
    {
        var rows = ImmutableArray.CreateBuilder<T>();
        await database.ReadAsync([query], (_, row) => rows.Add(map(row)), cancellation).ConfigureAwait(false);
        return rows.DrainToImmutable();
    }
}
