using Mail.Storage.Mailboxes;

namespace Mail.Storage.Sqlite;

/// <summary>Writes the folder rows of a commit. Names may be swapped within it, so renamed folders go before any takes its new name.</summary>
internal static class SqliteFolderRows
{
    private const string UpdateCounters = """
        UPDATE mail_state.mailboxes SET special_use = $4, uid_validity = $5, uid_next = $6, highest_modseq = $7, messages = $8,
            unseen = $9, deleted = $10, bytes = $11 WHERE account_key = $1 AND folder_no = $2 AND name = $3
        """;

    private const string Insert = """
        INSERT INTO mail_state.mailboxes (account_key, folder_no, name, special_use, uid_validity, uid_next, highest_modseq, messages,
            unseen, deleted, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    private const string Delete = "DELETE FROM mail_state.mailboxes WHERE account_key = $1 AND folder_no = $2";

    public static void Apply(SqliteConnection connection, MailboxCommit commit)
    {
        foreach (var number in commit.RemovedFolders)
        {
            connection.Prepare(Delete).Bind(1, commit.AccountKey).Bind(2, number).Run();
        }

        List<FolderImage>? named = null;
        foreach (var folder in commit.Folders)
        {
            if (Bind(connection.Prepare(UpdateCounters), commit.AccountKey, folder).Run() == 0)
            {
                connection.Prepare(Delete).Bind(1, commit.AccountKey).Bind(2, folder.FolderNo).Run();
                (named ??= []).Add(folder);
            }
        }

        foreach (var folder in named ?? [])
        {
            Bind(connection.Prepare(Insert), commit.AccountKey, folder).Run();
        }
    }

    private static SqliteStatement Bind(SqliteStatement statement, long accountKey, FolderImage folder) => statement
        .Bind(1, accountKey).Bind(2, folder.FolderNo).Bind(3, folder.Name.Value).Bind(4, (long)folder.Use).Bind(5, folder.UidValidity)
        .Bind(6, folder.UidNext).Bind(7, folder.HighestModSeq).Bind(8, folder.Messages).Bind(9, folder.Unseen).Bind(10, folder.Deleted)
        .Bind(11, folder.Bytes);
}
