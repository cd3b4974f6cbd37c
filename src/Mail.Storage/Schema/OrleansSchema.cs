namespace Mail.Storage.Schema;

/// <summary>
/// The schema <c>orleans</c>, on which the AdoNet providers of Orleans 10.4 work: who is in the cluster, grain state, reminders. They read
/// their statements from <c>OrleansQuery</c> by key, call them with named parameters and read the answers by column name. Each is one
/// statement, so that an error leaves nothing behind.
/// </summary>
internal static class OrleansSchema
{
    /// <summary>Its name; the providers find <c>OrleansQuery</c> by the search path of their connections.</summary>
    public const string Name = "orleans";

    private const string Tables = """
        CREATE SCHEMA orleans;

        CREATE TABLE orleans.OrleansQuery (QueryKey text PRIMARY KEY, QueryText text NOT NULL);

        CREATE TABLE orleans.membership_version (
            deployment_id text COLLATE "C" PRIMARY KEY, version integer NOT NULL DEFAULT 0, changed_at timestamptz(3) NOT NULL DEFAULT now());

        CREATE TABLE orleans.membership (
            deployment_id text COLLATE "C" NOT NULL, address text COLLATE "C" NOT NULL, port integer NOT NULL, generation integer NOT NULL,
            silo_name text NOT NULL, host_name text NOT NULL, status integer NOT NULL, proxy_port integer NOT NULL, suspect_times text,
            start_time timestamptz(3) NOT NULL, i_am_alive_time timestamptz(3) NOT NULL,
            PRIMARY KEY (deployment_id, address, port, generation));

        CREATE TABLE orleans.grain_state (
            service_id text COLLATE "C" NOT NULL, grain_type text COLLATE "C" NOT NULL, n0 bigint NOT NULL, n1 bigint NOT NULL,
            extension text COLLATE "C" NOT NULL, version integer NOT NULL, data bytea, changed_at timestamptz(3) NOT NULL DEFAULT now(),
            PRIMARY KEY (service_id, grain_type, n0, n1, extension));

        -- A version is never given twice, so that who knows a reminder of before cannot remove the one that took its name.
        CREATE SEQUENCE orleans.reminder_version AS integer CYCLE;
        CREATE TABLE orleans.reminders (
            service_id text COLLATE "C" NOT NULL, grain_id text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL,
            start_time timestamptz(3) NOT NULL, period bigint NOT NULL, grain_hash integer NOT NULL,
            version integer NOT NULL DEFAULT nextval('orleans.reminder_version'), PRIMARY KEY (service_id, grain_id, name));
        CREATE INDEX reminders_hash ON orleans.reminders (service_id, grain_hash);

        """;

    /// <summary>Makes the schema.</summary>
    public static string Script { get; } = Tables + string.Join('\n', ((IEnumerable<(string Key, string Text)>)
        [.. OrleansMembershipQueries.All, .. OrleansGrainStateQueries.All, .. OrleansReminderQueries.All]).Select(Insert));

    private static string Insert((string Key, string Text) query) => $"INSERT INTO orleans.OrleansQuery VALUES ('{query.Key}', $query${query.Text}$query$);";
}
