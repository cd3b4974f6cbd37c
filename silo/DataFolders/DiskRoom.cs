using Mail.Silo.Options.Registry;

namespace Mail.Silo.DataFolders;

/// <summary>Room on the disk of the data folder.</summary>
internal static class DiskRoom
{
    public static long FreeBytes(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    /// <summary>Says so if less is free than <c>store.disk_reserve</c>; null: there is room.</summary>
    /// <exception cref="IOException">The disk does not say.</exception>
    public static string? Shortage(string folder, long reserve) => FreeBytes(folder) is var free && free >= reserve
        ? null
        : $"only {free >> 20} MiB free at {folder}, less than store.disk_reserve ({Sizes.Format(reserve)}): make room, or lower that setting";
}
