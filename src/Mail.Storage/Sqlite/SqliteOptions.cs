namespace Mail.Storage.Sqlite;

/// <summary>Settings of the embedded database.</summary>
public sealed class SqliteOptions
{
    /// <summary>Changes that may wait for the writer before callers wait for room; 16 to 1,000,000.</summary>
    public int MostWaiting { get; set; } = 10_000;

    /// <summary>Changes in one transaction; 1 to 10,000.</summary>
    public int MostPerGroup { get; set; } = 1_000;

    /// <summary>Connections for reading; 1 to 64.</summary>
    public int Readers { get; set; } = 4;

    /// <summary>Pages (4 KiB) in the write-ahead log before it is copied back; 100 to 100,000.</summary>
    public int CheckpointPages { get; set; } = 4_000;

    /// <summary>Page cache of the writer in MiB; each reader has a quarter of it. 1 to 4,096.</summary>
    public int CacheMiB { get; set; } = 64;

    /// <exception cref="ArgumentException">A setting is out of its bounds.</exception>
    public void Validate()
    {
        StorageOptions.CheckRange("Sqlite:MostWaiting", MostWaiting, 16, 1_000_000);
        StorageOptions.CheckRange("Sqlite:MostPerGroup", MostPerGroup, 1, 10_000);
        StorageOptions.CheckRange("Sqlite:Readers", Readers, 1, 64);
        StorageOptions.CheckRange("Sqlite:CheckpointPages", CheckpointPages, 100, 100_000);
        StorageOptions.CheckRange("Sqlite:CacheMiB", CacheMiB, 1, 4_096);
    }
}
