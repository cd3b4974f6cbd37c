using System.Globalization;

namespace Mail.Silo.Cli.Doctor;

/// <summary>Who listens on a port, as far as <c>/proc</c> shows it to us.</summary>
internal sealed record PortHolder(int ProcessId, string Program)
{
    private const string Listens = "0A";

    /// <summary>Null: nobody, or somebody whose files we may not see.</summary>
    public static PortHolder? Of(int port)
    {
        var sockets = ((string[])["/proc/net/tcp", "/proc/net/tcp6"]).Where(File.Exists).SelectMany(File.ReadLines).Select(l => Inode(l, port))
            .OfType<string>().Select(i => $"socket:[{i}]").ToHashSet(StringComparer.Ordinal);
        return sockets.Count == 0 ? null : Directory.EnumerateDirectories("/proc")
            .Select(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0 && Holds(pid, sockets)).Select(pid => new PortHolder(pid, Read($"/proc/{pid}/comm"))).FirstOrDefault();
    }

    public override string ToString() => $"{Program} (process {ProcessId})";

    /// <summary>Of a line of /proc/net/tcp (proc(5)): local address second, state fourth, inode tenth.</summary>
    private static string? Inode(string line, int port) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 9 } words && words[3] == Listens
        && words[1].EndsWith(string.Create(CultureInfo.InvariantCulture, $":{port:X4}"), StringComparison.Ordinal)
            ? words[9] : null;

    private static bool Holds(int pid, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd").Any(f => new FileInfo(f).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "a program";
        }
    }
}
