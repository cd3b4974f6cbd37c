using System.Runtime.InteropServices;

namespace Mail.Silo.Cli.Import;

/// <summary>Links, pipes, sockets and devices. Opening a pipe waits for whoever writes to it, for ever if nobody does: so they are told apart before.</summary>
internal static class SpecialFile
{
    public const string Reason = "it is not a regular file";

    /// <summary>AT_FDCWD: relative to the working folder.</summary>
    private const int WorkingFolder = -100;

    /// <summary>AT_SYMLINK_NOFOLLOW.</summary>
    private const int LinksThemselves = 0x100;

    /// <summary>STATX_TYPE.</summary>
    private const uint TypeOnly = 1;

    /// <summary>Octets of struct statx, which Linux has alike on every machine.</summary>
    private const int Length = 256;

    /// <summary>Where stx_mode is in it.</summary>
    private const int Mode = 28;
    private const int TypeBits = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>Whether there is something that is no regular file. False where the system does not tell.</summary>
    public static bool Is(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            var found = new byte[Length];
            return statx(WorkingFolder, path, LinksThemselves, TypeOnly, found) == 0 && (BitConverter.ToUInt16(found, Mode) & TypeBits) != Regular;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] found);
}
