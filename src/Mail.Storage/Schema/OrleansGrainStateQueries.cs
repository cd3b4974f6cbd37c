namespace Mail.Storage.Schema;

/// <summary>
/// Grain state. A version that comes back unchanged, or as NULL, tells Orleans that the state was stale. The whole key is compared, so its
/// hashes are not needed. A cleared state keeps its row and version, so that nobody's version from before fits again.
/// </summary>
internal static class OrleansGrainStateQueries
{
    public static IReadOnlyList<(string Key, string Text)> All { get; } =
    [
        ("WriteToStorageKey", Write),
        ("ReadFromStorageKey", $"SELECT data AS PayloadBinary, changed_at AS ModifiedOn, version AS Version FROM orleans.grain_state WHERE {OneState}"),
        ("ClearStorageKey", Clear),
        ("DeleteStorageKey", Delete),
    ];

    private const string OneState = """
        service_id = @ServiceId AND grain_type = @GrainTypeString AND n0 = @GrainIdN0 AND n1 = @GrainIdN1
            AND extension = coalesce(@GrainIdExtensionString::text, '')
        """;

    // Of two first writers the second waits for the first one's row, and then has written nothing.
    private const string Write = $"""
        WITH first AS (
            INSERT INTO orleans.grain_state (service_id, grain_type, n0, n1, extension, version, data)
            SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString::text, ''), 1, @PayloadBinary
            WHERE @GrainStateVersion::integer IS NULL
            ON CONFLICT (service_id, grain_type, n0, n1, extension) DO NOTHING
            RETURNING version),
        next AS (
            UPDATE orleans.grain_state SET version = version + 1, data = @PayloadBinary, changed_at = now()
            WHERE {OneState} AND version = @GrainStateVersion::integer
            RETURNING version)
        SELECT coalesce((SELECT version FROM first), (SELECT version FROM next), @GrainStateVersion::integer) AS NewGrainStateVersion
        """;

    private const string Clear = $"""
        WITH cleared AS (
            UPDATE orleans.grain_state SET version = version + 1, data = NULL, changed_at = now()
            WHERE {OneState} AND version = @GrainStateVersion::integer
            RETURNING version)
        SELECT coalesce((SELECT version FROM cleared), @GrainStateVersion::integer) AS NewGrainStateVersion
        """;

    private const string Delete = $"""
        WITH deleted AS (DELETE FROM orleans.grain_state WHERE {OneState} AND version = @GrainStateVersion::integer RETURNING version + 1 AS version)
        SELECT coalesce((SELECT version FROM deleted), @GrainStateVersion::integer) AS NewGrainStateVersion
        """;
}
