using System.Collections.Immutable;
using Mail.Domain.Mailboxes;
using Mail.Storage.Mailboxes;
using Mail.Storage.Queue;
using Npgsql;

namespace Mail.Storage.Postgres;

/// <summary>Turns a group of commits, one per account, into the statements of <see cref="MailboxGroupSql"/>; empty ones are left out.</summary>
internal sealed class MailboxGroupBatch(IReadOnlyList<MailboxCommit> commits, long now)
{
    public long[] Accounts { get; } = [.. commits.Select(c => c.AccountKey)];

    public void Fill(NpgsqlBatch batch, Guid id)
    {
        Add(batch, MailboxGroupSql.Lock, Accounts);
        AddWinners(batch, id);
        AddRemovals(batch, id);
        AddMessages(batch, id);
        AddChanges(batch, id);
        AddFolders(batch, id);
        AddNames(batch, id);
    }

    private static NpgsqlParameter Of<T>(T value) => GroupTransactions.Of(value);

    private static void Add(NpgsqlBatch batch, string text, params object[] values) => batch.BatchCommands.Add(
        GroupTransactions.Command(text, Array.ConvertAll(values, value => value switch
        {
            long[] numbers => Of(numbers),
            string?[] texts => Of(texts),
            Guid?[] uuids => Of(uuids),
            byte[][] blobs => Of(blobs),
            Guid uuid => Of(uuid),
            _ => throw new InvalidOperationException(value.GetType().Name),
        })));

    private void AddWinners(NpgsqlBatch batch, Guid id)
    {
        var deliveries = Rows(c => c.Added).Where(r => r.Item.Ingest is not null).ToList();
        Add(
            batch,
            MailboxGroupSql.Win,
            Accounts,
            Each(c => c.ExpectedModSeq),
            Each(c => c.ModSeq),
            Each(c => c.NextMessageNo),
            Each(c => c.NextFolderNo),
            Each(c => c.LastUidValidity),
            Each(c => c.UsedBytes),
            Each(c => c.UsedMessages),
            Each(c => c.Quota.MaxBytes),
            Each(c => c.Quota.MaxMessages),
            Column(deliveries, r => r.Account),
            Column(deliveries, r => r.Item.Ingest?.Value),
            Column(deliveries, r => r.Item.Recipient),
            id);
    }

    private void AddRemovals(NpgsqlBatch batch, Guid id)
    {
        var rows = Rows(c => c.RemovedFolders);
        if (rows.Count > 0)
        {
            Add(batch, MailboxGroupSql.RemoveFolderMessages, Column(rows, r => r.Account), Column(rows, r => r.Item), id);
            Add(batch, MailboxGroupSql.RemoveFolders, Column(rows, r => r.Account), Column(rows, r => r.Item), id);
        }
    }

    private void AddMessages(NpgsqlBatch batch, Guid id)
    {
        var rows = Rows(c => c.Added);
        if (rows.Count == 0)
        {
            return;
        }

        Add(
            batch,
            MailboxGroupSql.Add,
            Column(rows, r => r.Account),
            Column(rows, r => r.Item.FolderNo),
            Column(rows, r => r.Item.Entry.Uid),
            Column(rows, r => r.Item.Entry.ModSeq),
            Column(rows, r => r.Item.Entry.MessageNo),
            Column(rows, r => (long)r.Item.Entry.Flags),
            Column(rows, r => r.Item.Entry.InternalDate.ToUnixTimeSeconds()),
            Column(rows, r => (long)r.Item.Entry.Blob.Kind),
            Column(rows, r => r.Item.Entry.Blob.Container),
            Column(rows, r => r.Item.Entry.Blob.Offset),
            Column(rows, r => r.Item.Entry.Blob.Length),
            Column(rows, r => Keywords.ToStored(r.Item.Entry.Keywords)),
            Column(rows, r => r.Item.Ingest?.Value),
            Column(rows, r => r.Item.Recipient),
            Column(rows, r => r.Item.Summary),
            id);
    }

    private void AddChanges(NpgsqlBatch batch, Guid id)
    {
        var flags = Rows(c => c.Flags);
        if (flags.Count > 0)
        {
            Add(
                batch,
                MailboxGroupSql.ChangeFlags,
                Column(flags, r => r.Account),
                Column(flags, r => r.Item.FolderNo),
                Column(flags, r => r.Item.Uid),
                Column(flags, r => r.Item.ModSeq),
                Column(flags, r => (long)r.Item.Flags),
                Column(flags, r => Keywords.ToStored(r.Item.Keywords)),
                id);
        }

        var gone = Rows(c => c.Expunged);
        if (gone.Count > 0)
        {
            Add(
                batch,
                MailboxGroupSql.Expunge,
                Column(gone, r => r.Account),
                Column(gone, r => r.Item.FolderNo),
                Column(gone, r => r.Item.Uid),
                Column(gone, r => r.Item.ModSeq),
                id);
        }
    }

    private void AddFolders(NpgsqlBatch batch, Guid id)
    {
        var rows = Rows(c => c.Folders);
        if (rows.Count == 0)
        {
            return;
        }

        var accounts = Column(rows, r => r.Account);
        var numbers = Column(rows, r => r.Item.FolderNo);
        var names = Column(rows, r => r.Item.Name.Value);
        Add(batch, MailboxGroupSql.DropRenamed, accounts, numbers, names, id);
        Add(
            batch,
            MailboxGroupSql.PutFolders,
            accounts,
            numbers,
            names,
            Column(rows, r => (long)r.Item.Use),
            Column(rows, r => r.Item.UidValidity),
            Column(rows, r => r.Item.UidNext),
            Column(rows, r => r.Item.HighestModSeq),
            Column(rows, r => r.Item.Messages),
            Column(rows, r => r.Item.Unseen),
            Column(rows, r => r.Item.Deleted),
            Column(rows, r => r.Item.Bytes),
            id);
    }

    private void AddNames(NpgsqlBatch batch, Guid id)
    {
        AddNames(batch, MailboxGroupSql.Unsubscribe, Rows(c => c.Unsubscribed), id);
        AddNames(batch, MailboxGroupSql.Subscribe, Rows(c => c.Subscribed), id);
        var events = Rows(c => c.Outbox);
        if (events.Count > 0)
        {
            Add(
                batch,
                MailboxGroupSql.AddEvents,
                Column(events, r => r.Account),
                Column(events, r => r.Item.Stream),
                Column(events, r => r.Item.Partition),
                Column(events, r => r.Item.Key),
                Column(events, r => r.Item.Payload),
                Column(events, r => r.Item.OnlyIfHeard ? now : -1),
                id);
        }
    }

    private static void AddNames(NpgsqlBatch batch, string text, List<(long Account, FolderName Item)> rows, Guid id)
    {
        if (rows.Count > 0)
        {
            Add(batch, text, Column(rows, r => r.Account), Column(rows, r => r.Item.Value), id);
        }
    }

    private long[] Each(Func<MailboxCommit, long> column) => [.. commits.Select(column)];

    private List<(long Account, T Item)> Rows<T>(Func<MailboxCommit, ImmutableArray<T>> part)
    {
        var rows = new List<(long Account, T Item)>();
        foreach (var commit in commits)
        {
            foreach (var item in part(commit))
            {
                rows.Add((commit.AccountKey, item));
            }
        }

        return rows;
    }

    private static long[] Column<T>(List<(long Account, T Item)> rows, Func<(long Account, T Item), long> column) => [.. rows.Select(column)];

    private static string?[] Column<T>(List<(long Account, T Item)> rows, Func<(long Account, T Item), string?> column) => [.. rows.Select(column)];

    private static Guid?[] Column<T>(List<(long Account, T Item)> rows, Func<(long Account, T Item), Guid?> column) => [.. rows.Select(column)];

    private static byte[][] Column<T>(List<(long Account, T Item)> rows, Func<(long Account, T Item), ReadOnlyMemory<byte>> column) =>
        [.. rows.Select(r => column(r).ToArray())];
}
