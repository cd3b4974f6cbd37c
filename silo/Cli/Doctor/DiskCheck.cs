using System.Diagnostics;
using System.Globalization;
using Mail.Silo.Cli.Output;
using Mail.Silo.DataFolders;

namespace Mail.Silo.Cli.Doctor;

/// <summary>The data folder's disk: room, and how long a small write takes until it is on stable storage, which every message waits for.</summary>
internal static class DiskCheck
{
    private const long Comfortable = 2L << 30;
    private const int Writes = 50;
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(2);

    public static IEnumerable<Finding> Run(Patient patient)
    {
        var folder = Existing(patient.Options.DataFolder);
        if (folder != patient.Options.DataFolder)
        {
            yield return Finding.Ok("data folder", $"{patient.Options.DataFolder} will be made");
        }

        yield return Room(folder, patient.Options.Storage.Segments.ReserveBytes);
        if (folder == patient.Options.DataFolder)
        {
            yield return Access(folder);
        }

        yield return Speed(folder);
    }

    private static Finding Room(string folder, long reserve)
    {
        try
        {
            var drive = new DriveInfo(folder);
            var figure = $"{Cell.Bytes(drive.AvailableFreeSpace)} free of {Cell.Bytes(drive.TotalSize)} at {folder}";
            return drive.AvailableFreeSpace < reserve ? Finding.Fail("disk space", figure, $"Make room: below {Cell.Bytes(reserve)} (store.disk_reserve) the server takes no mail.")
                : drive.AvailableFreeSpace < Comfortable ? Finding.Warn("disk space", figure, "Make room soon, or move the data folder to a larger disk (--data).")
                : Finding.Ok("disk space", figure);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Finding.Fail("disk space", error.Message, "Is the disk mounted?");
        }
    }

    private static Finding Access(string folder) => PrivateFolder.IsOpenToOthers(folder)
        ? Finding.Warn("access", $"{folder} can be entered by other users of this machine", $"The server closes a folder that is its own when it starts; else: chmod 700 {folder}")
        : Finding.Ok("access", $"{folder} is the server's alone");

    private static Finding Speed(string folder)
    {
        var probe = Path.Combine(folder, $".doctor-{Environment.ProcessId}");
        try
        {
            using var file = new FileStream(probe, new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.DeleteOnClose,
            });
            var (took, began) = (new List<double>(), Stopwatch.GetTimestamp());
            while (took.Count < Writes && Stopwatch.GetElapsedTime(began) < LongestProbe)
            {
                var start = Stopwatch.GetTimestamp();
                file.Write(new byte[4096]);
                file.Flush(flushToDisk: true);
                took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            took.Sort();
            var (median, worst) = (took[took.Count / 2], took[^1]);
            var figure = string.Create(CultureInfo.InvariantCulture, $"4 KiB are on stable storage after {median:0.0} ms (median), {worst:0.0} ms (worst of {took.Count})");
            return median > 50 ? Finding.Fail("disk speed", figure, "This disk is too slow for mail: each message waits for it. Use an SSD, not a network share.")
                : median > 10 ? Finding.Warn("disk speed", figure, "Each message waits for this: a faster disk (SSD) makes the server faster.")
                : Finding.Ok("disk speed", figure);
        }
        catch (IOException error)
        {
            return Finding.Fail("disk speed", $"cannot write: {error.Message}", "Make room, or see whether the disk is mounted read-only.");
        }
        catch (UnauthorizedAccessException error)
        {
            return Finding.Fail("disk speed", error.Message, "Run this as the server's user, or give that user the data folder (chown).");
        }
    }

    private static string Existing(string folder)
    {
        var at = folder;
        while (!Directory.Exists(at) && Path.GetDirectoryName(at) is { } above)
        {
            at = above;
        }

        return at;
    }
}
