using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Mail.Silo.DataFolders;

/// <summary>
/// People's mail is for the server's own account only, whatever the data folder was before: new files and folders get no rights for others
/// (umask 077), what holds mail or keys is closed at each start, and the folder itself as well if it is ours to close.
/// </summary>
internal static class PrivateFolder
{
    private const uint ForOwnerOnly = 0x3F; // 077
    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly string[] WithMailOrKeys = ["mail.db", "mail.db-wal", "mail.db-shm", "segments", "tls"];

    /// <summary>What a data folder may hold before its first start.</summary>
    private static readonly string[] BeforeFirstStart = [Options.Sources.ConfigurationSources.FileName, "tls", "lost+found"];

    /// <summary>Makes the folder, or closes the one that is there.</summary>
    /// <exception cref="UnauthorizedAccessException">It cannot be made.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void Prepare(string folder, ILogger log)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        _ = umask(ForOwnerOnly);
        Directory.CreateDirectory(folder, Owner);
        foreach (var part in WithMailOrKeys.Select(name => Path.Combine(folder, name)).Where(Path.Exists))
        {
            Close(part);
        }

        if (IsOpenToOthers(folder) && IsOurs(folder) && Close(folder))
        {
            log.FolderClosed(folder);
        }

        if (IsOpenToOthers(folder))
        {
            log.FolderOpen(folder);
        }
    }

    /// <summary>Whether other users may enter or list it.</summary>
    public static bool IsOpenToOthers(string folder) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & Others) != 0;

    /// <summary>A folder that others use too (/tmp, a home) is not closed: it holds things that no server has put there.</summary>
    [UnsupportedOSPlatform("windows")]
    private static bool IsOurs(string folder) =>
        (File.GetUnixFileMode(folder) & UnixFileMode.StickyBit) == 0
        && (Directory.Exists(Path.Combine(folder, "segments")) || Directory.EnumerateFileSystemEntries(folder).All(e => BeforeFirstStart.Contains(Path.GetFileName(e))));

    [UnsupportedOSPlatform("windows")]
    private static bool Close(string path)
    {
        try
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & ~(Group | Others));
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another's, such as a volume that the machine's administrator gave us by its group.
            return false;
        }
    }

    [DllImport("libc")]
    private static extern uint umask(uint mask);
}
