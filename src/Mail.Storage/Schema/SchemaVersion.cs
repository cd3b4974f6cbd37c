namespace Mail.Storage.Schema;

/// <summary>The table that says which steps a store has.</summary>
internal static class SchemaVersion
{
    public const string Create = "CREATE TABLE IF NOT EXISTS mail_state.schema_version (version bigint PRIMARY KEY, name {text} NOT NULL, applied_at bigint NOT NULL)";

    public const string Read = "SELECT coalesce(max(version), 0) FROM mail_state.schema_version";

    public const string Add = "INSERT INTO mail_state.schema_version (version, name, applied_at) VALUES ($1, $2, $3)";
}
