using System.Globalization;
using Mail.Silo.Cli.Output;

namespace Mail.Silo.Cli.Doctor;

/// <summary>What the system allows the server: files (each connection is one), memory.</summary>
internal static class LimitCheck
{
    private const long LeastFiles = 1024;
    private const long ManyFiles = 16_384;
    private const long LeastMemory = 256L << 20;
    private const long ComfortableMemory = 1L << 30;

    public static IEnumerable<Finding> Run(Patient patient)
    {
        var process = patient.ProcessId is > 0 and var pid ? $"{pid}" : "self";
        if (MostFiles($"/proc/{process}/limits") is { } files)
        {
            var figure = files == long.MaxValue ? "no limit" : string.Create(CultureInfo.InvariantCulture, $"{files:n0} files and connections");
            yield return files < LeastFiles ? Finding.Fail("file limit", figure, "Raise it: LimitNOFILE=1048576 in the systemd unit, or 'ulimit -n'.")
                : files < ManyFiles ? Finding.Warn("file limit", figure, "Each connection is one: raise it for many users with LimitNOFILE= or 'ulimit -n'.")
                : Finding.Ok("file limit", figure);
        }

        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var used = patient.ProcessId is > 0 and var server && Resident(server) is { } octets ? $", the server has {Cell.Bytes(octets)}" : "";
        yield return memory < LeastMemory ? Finding.Fail("memory", $"{Cell.Bytes(memory)} at most", "The server needs 256 MiB and more: raise the container's or machine's memory.")
            : memory < ComfortableMemory ? Finding.Warn("memory", $"{Cell.Bytes(memory)} at most{used}", "Enough for a few users; for more, give it 1 GiB.")
            : Finding.Ok("memory", $"{Cell.Bytes(memory)} at most{used}");
    }

    /// <summary>The hard limit: the server raises its own to it.</summary>
    private static long? MostFiles(string file)
    {
        var line = Lines(file).FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [.., var hard, "files"]
            ? hard == "unlimited" ? long.MaxValue : long.Parse(hard, CultureInfo.InvariantCulture)
            : null;
    }

    private static long? Resident(int pid)
    {
        var line = Lines($"/proc/{pid}/status").FirstOrDefault(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..] ? long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024 : null;
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
