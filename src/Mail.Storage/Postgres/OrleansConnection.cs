using Mail.Storage.Schema;
using Npgsql;

namespace Mail.Storage.Postgres;

/// <summary>
/// The connection string of Orleans' AdoNet providers. They open a connection for each call from the pool that their strings have in
/// common, so all of a process share <see cref="MostConnections"/>, beside the store's own.
/// </summary>
public static class OrleansConnection
{
    /// <summary>Who finds none free waits: a burst of grain state must not take the connections that the cluster's membership needs elsewhere.</summary>
    public const int MostConnections = 16;

    /// <summary>Derives it from the store's.</summary>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static string For(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = OrleansSchema.Name, NoResetOnClose = true, IncludeErrorDetail = false };
        settings.Options = string.IsNullOrEmpty(settings.Options) ? PostgresDatabase.SessionOptions : settings.Options;
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, MostConnections);
        settings.MinPoolSize = Math.Min(settings.MinPoolSize, settings.MaxPoolSize);

        // Two dozen texts in all, the same over and over.
        settings.MaxAutoPrepare = settings.MaxAutoPrepare == 0 ? 50 : settings.MaxAutoPrepare;
        settings.AutoPrepareMinUsages = 2;
        return settings.ConnectionString;
    }
}
