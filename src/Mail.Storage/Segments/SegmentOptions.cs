namespace Mail.Storage.Segments;

/// <summary>Settings of the accept log in files.</summary>
public sealed class SegmentOptions
{
    /// <summary>Bytes of a segment file, written ahead; a larger message gets a file of its own. 64 KiB to 2 GiB.</summary>
    public long SegmentBytes { get; set; } = 64 << 20;

    /// <summary>Bytes of the very first file, so that a new server answers at once. 64 KiB to 2 GiB.</summary>
    public long FirstSegmentBytes { get; set; } = 4 << 20;

    /// <summary>Records that may wait for the disk before callers wait for room; 16 to 1,000,000.</summary>
    public int MostWaiting { get; set; } = 10_000;

    /// <summary>Records in one write; 1 to 10,000.</summary>
    public int MostPerGroup { get; set; } = 512;

    /// <summary>Bytes in one write, exceeded only by a single larger record; 64 KiB to 1 GiB.</summary>
    public long MostGroupBytes { get; set; } = 8 << 20;

    /// <summary>Accepted messages that may owe deliveries before new ones are refused; 1 to 10,000,000.</summary>
    public int MostPending { get; set; } = 1_000_000;

    /// <summary>Bytes that stay free on the disk; a new segment is refused below that. 0 to 1 TiB.</summary>
    public long ReserveBytes { get; set; } = 256 << 20;

    /// <summary>How often acknowledgements are written down; 10 ms to 1 h.</summary>
    public TimeSpan CheckpointEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Segment files kept open for reading; 4 to 10,000.</summary>
    public int OpenFiles { get; set; } = 128;

    /// <exception cref="ArgumentException">A setting is out of its bounds.</exception>
    public void Validate()
    {
        StorageOptions.CheckRange("Segments:SegmentBytes", SegmentBytes, 64 << 10, 2L << 30);
        StorageOptions.CheckRange("Segments:FirstSegmentBytes", FirstSegmentBytes, 64 << 10, 2L << 30);
        StorageOptions.CheckRange("Segments:MostWaiting", MostWaiting, 16, 1_000_000);
        StorageOptions.CheckRange("Segments:MostPerGroup", MostPerGroup, 1, 10_000);
        StorageOptions.CheckRange("Segments:MostGroupBytes", MostGroupBytes, 64 << 10, 1L << 30);
        StorageOptions.CheckRange("Segments:MostPending", MostPending, 1, 10_000_000);
        StorageOptions.CheckRange("Segments:ReserveBytes", ReserveBytes, 0, 1L << 40);
        StorageOptions.CheckRange("Segments:CheckpointEvery (ms)", (long)CheckpointEvery.TotalMilliseconds, 10, 3_600_000);
        StorageOptions.CheckRange("Segments:OpenFiles", OpenFiles, 4, 10_000);
    }
}
