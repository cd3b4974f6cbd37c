using Mail.Conformance.Storage;
using Mail.Domain.Blobs;
using Mail.Storage.Blobs;
using Mail.Storage.Segments;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail.Storage.Tests.Segments;

/// <summary>A folder with a log, and copies of it as a crash would leave them.</summary>
internal sealed class LogFolder : IDisposable
{
    public string Path { get; } = System.IO.Directory.CreateTempSubdirectory("mail-segments-").FullName;

    public FaultyDisk Disk { get; } = new();

    public ILogger Logger { get; set; } = NullLogger.Instance;

    public SegmentOptions Options { get; } = new()
    {
        SegmentBytes = 64 << 10,
        FirstSegmentBytes = 64 << 10,
        OpenFiles = 4,
        ReserveBytes = 0,
        CheckpointEvery = TimeSpan.FromHours(1),
    };

    public SegmentIngestLog Open() => SegmentIngestLog.Open(Path, Options, TimeProvider.System, Logger, Disk);

    public string FileOf(BlobRef blob) => SegmentFile.PathOf(Path, blob.Container);

    /// <summary>Checkpoint first: it must not be newer than the segments.</summary>
    public LogFolder Copy()
    {
        var copy = new LogFolder();
        foreach (var file in System.IO.Directory.GetFiles(Path).OrderByDescending(f => f.EndsWith("checkpoint", StringComparison.Ordinal)))
        {
            if (!file.EndsWith("prepared", StringComparison.Ordinal))
            {
                File.Copy(file, System.IO.Path.Combine(copy.Path, System.IO.Path.GetFileName(file)));
            }
        }

        return copy;
    }

    public static async Task<List<PendingIngest>> PendingAsync(SegmentIngestLog log)
    {
        var pending = await Records.PendingAsync(log);
        foreach (var item in pending)
        {
            // A whole read checks the checksum: no half record.
            await Records.ReadAsync(log, item.Blob);
        }

        return pending;
    }

    public void Dispose() => System.IO.Directory.Delete(Path, recursive: true);
}
