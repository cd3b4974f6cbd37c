namespace Mail.Storage.Schema;

/// <summary>
/// Who is in the cluster. A silo's row and the version of the whole table change together, and only if the version is still the one that
/// was read: whoever comes second waits for the version's row, finds another version there and changes nothing.
/// </summary>
internal static class OrleansMembershipQueries
{
    public static IReadOnlyList<(string Key, string Text)> All { get; } =
    [
        ("InsertMembershipVersionKey", InsertVersion),
        ("InsertMembershipKey", Insert),
        ("UpdateMembershipKey", Update),
        ("UpdateIAmAlivetimeKey", $"UPDATE orleans.membership SET i_am_alive_time = @IAmAliveTime WHERE {OneSilo}"),
        ("MembershipReadRowKey", $"{Read} AND m.address = @Address AND m.port = @Port AND m.generation = @Generation {OfCluster}"),
        ("MembershipReadAllKey", $"{Read} {OfCluster}"),
        ("GatewaysQueryKey", Gateways),
        ("DeleteMembershipTableEntriesKey", Delete),
        ("CleanupDefunctSiloEntriesKey", CleanUp),
    ];

    private const string OneSilo = "deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation";

    private const string InsertVersion = """
        WITH made AS (
            INSERT INTO orleans.membership_version (deployment_id) VALUES (@DeploymentId) ON CONFLICT (deployment_id) DO NOTHING RETURNING 1)
        SELECT count(*)::integer FROM made
        """;

    private const string Insert = $"""
        WITH raised AS (
            UPDATE orleans.membership_version SET version = version + 1, changed_at = now()
            WHERE deployment_id = @DeploymentId AND version = @Version AND NOT EXISTS (SELECT 1 FROM orleans.membership WHERE {OneSilo})
            RETURNING deployment_id),
        made AS (
            INSERT INTO orleans.membership (deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time, i_am_alive_time)
            SELECT deployment_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM raised
            RETURNING 1)
        SELECT count(*)::integer FROM made
        """;

    // The silo's row is locked first: a clean-up could otherwise remove it between the version's change and its own.
    private const string Update = $"""
        WITH found AS (SELECT deployment_id FROM orleans.membership WHERE {OneSilo} FOR UPDATE),
        raised AS (
            UPDATE orleans.membership_version v SET version = version + 1, changed_at = now() FROM found
            WHERE v.deployment_id = found.deployment_id AND v.version = @Version
            RETURNING v.deployment_id),
        changed AS (
            UPDATE orleans.membership m SET status = @Status, suspect_times = @SuspectTimes::text, i_am_alive_time = @IAmAliveTime FROM raised
            WHERE m.deployment_id = raised.deployment_id AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
            RETURNING 1)
        SELECT count(*)::integer FROM changed
        """;

    // From the version: it is answered also when there is no silo.
    private const string Read = """
        SELECT v.deployment_id AS DeploymentId, m.address AS Address, m.port AS Port, m.generation AS Generation, m.silo_name AS SiloName,
            m.host_name AS HostName, m.status AS Status, m.proxy_port AS ProxyPort, m.suspect_times AS SuspectTimes,
            m.start_time AS StartTime, m.i_am_alive_time AS IAmAliveTime, v.version AS Version
        FROM orleans.membership_version v LEFT JOIN orleans.membership m ON m.deployment_id = v.deployment_id
        """;

    private const string OfCluster = "WHERE v.deployment_id = @DeploymentId";

    private const string Gateways = """
        SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation FROM orleans.membership
        WHERE deployment_id = @DeploymentId AND status = @Status AND proxy_port > 0
        """;

    private const string Delete = """
        WITH silos AS (DELETE FROM orleans.membership WHERE deployment_id = @DeploymentId)
        DELETE FROM orleans.membership_version WHERE deployment_id = @DeploymentId
        """;

    // 3 is Active. The finer CleanupDefunctSiloEntryKey is left out: it removes only the dead, and a silo that was refused (of another
    // authority, say) leaves a row that stays Joining.
    private const string CleanUp = """
        DELETE FROM orleans.membership WHERE deployment_id = @DeploymentId AND i_am_alive_time < @IAmAliveTime AND status <> 3
        """;
}
