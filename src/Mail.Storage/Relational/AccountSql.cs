namespace Mail.Storage.Relational;

/// <summary>The statements of <see cref="AccountStore"/>.</summary>
internal static class AccountSql
{
    public const int VersionColumn = 14;

    public const string Find = $"SELECT {Columns} FROM mail_state.accounts WHERE account = $1";

    public const string List = $"""
        SELECT {Columns} FROM mail_state.accounts WHERE domain = $1 AND local_part > $2 AND deleting = 0 ORDER BY local_part LIMIT $3
        """;

    public const string FindAppPasswords = $"SELECT {AppPasswordColumns} FROM mail_state.app_passwords WHERE account = $1 ORDER BY created_ticks, id";

    // The numbers are those of InsertionOutcome. Whoever deletes the domain waits for this lock and looks for addresses then.
    public const string LockDomain = "SELECT 2 FROM mail_state.domains WHERE domain = $1 FOR KEY SHARE";

    public const string Insert = $"""
        INSERT INTO mail_state.accounts ({Columns}) SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
        FROM mail_state.domains WHERE domain = $3 ON CONFLICT DO NOTHING
        """;

    // Only for the account of this very insertion, and after it: of two that want one address, or one id, one gets both.
    public const string InsertAddress = """
        INSERT INTO mail_state.addresses (domain, local_part, kind, account, targets) SELECT $1, $2, $3, account, ''
        FROM mail_state.accounts WHERE account = $4 AND version = $5 ON CONFLICT (domain, local_part) DO NOTHING
        """;

    public const string TakeBack = """
        DELETE FROM mail_state.accounts WHERE account = $1 AND version = $2
            AND NOT EXISTS (SELECT 1 FROM mail_state.addresses WHERE domain = $3 AND local_part = $4 AND account = $1)
        """;

    public const string Inserted = "SELECT 3 FROM mail_state.accounts WHERE account = $1 AND version = $2";

    // Of the same values as the insertion; what never changes is asked for, not written.
    public const string Update = """
        UPDATE mail_state.accounts SET display_name = $5, salt = $6, iterations = $7, stored_key = $8, server_key = $9,
            quota_bytes = $10, quota_messages = $11, disabled = $12, copy_to_sent = $13, deleting = $14, version = $15
        WHERE account = $1 AND tenant = $2 AND domain = $3 AND local_part = $4 AND version = $16 RETURNING 1
        """;

    public const string Touch = "UPDATE mail_state.accounts SET version = $2 WHERE account = $1 AND version = $3 RETURNING 1";

    public const string InsertAppPassword = $"""
        INSERT INTO mail_state.app_passwords (account, {AppPasswordColumns}) SELECT account, $3, $4, $5, $6, $7, $8, $9
        FROM mail_state.accounts WHERE account = $1 AND version = $2
        """;

    public const string DeleteAppPassword = """
        DELETE FROM mail_state.app_passwords WHERE account = $1 AND id = $3
            AND EXISTS (SELECT 1 FROM mail_state.accounts WHERE account = $1 AND version = $2)
        """;

    public const string Delete = "DELETE FROM mail_state.accounts WHERE account = $1 AND version = $2 RETURNING 1";

    public const string DeleteAppPasswords = """
        DELETE FROM mail_state.app_passwords WHERE account = $1 AND NOT EXISTS (SELECT 1 FROM mail_state.accounts WHERE account = $1)
        """;

    private const string Columns = """
        account, tenant, domain, local_part, display_name, salt, iterations, stored_key, server_key,
        quota_bytes, quota_messages, disabled, copy_to_sent, deleting, version
        """;

    private const string AppPasswordColumns = "id, name, created_ticks, salt, iterations, stored_key, server_key";
}
