using System.Globalization;
using Mail.Storage.Postgres;
using Mail.Storage.Segments;
using Mail.Storage.Sqlite;
using Mail.Storage.Sweeping;

namespace Mail.Storage;

/// <summary>Where mail is kept. Without <see cref="PostgreSql"/> everything lies under <see cref="DataFolder"/>.</summary>
public sealed class StorageOptions
{
    /// <summary>Folder of this server alone: <c>mail.db</c>, <c>segments/</c>, <c>lock</c>. Created if it is not there.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Connection string; null for the embedded SQLite and segment files.</summary>
    public string? PostgreSql { get; set; }

    public SqliteOptions Sqlite { get; set; } = new();

    public SegmentOptions Segments { get; set; } = new();

    public PostgresOptions Postgres { get; set; } = new();

    public SweepOptions Sweep { get; set; } = new();

    /// <exception cref="ArgumentException">A setting is out of its bounds; the message names it.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(DataFolder))
        {
            throw new ArgumentException("Storage:DataFolder is empty; name a folder that only this server writes to.");
        }

        Sqlite.Validate();
        Segments.Validate();
        Postgres.Validate();
        Sweep.Validate();
    }

    internal static void CheckRange(string name, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Storage:{name} is {value}; {least} to {most} are allowed."));
        }
    }
}
