using System.Globalization;
using Mail.Storage.Segments;

namespace Mail.Storage;

/// <summary>Keeps a second process out of a data folder. The operating system drops the lock when the process ends, however it ends.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int ReadOnlyFileSystem = 30;

    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <exception cref="StoreUnavailableException">Another process has it, or it cannot be written to; the message says which, and what to do.</exception>
    public static DataFolderLock Take(string folder)
    {
        FileStream? file = null;
        try
        {
            System.IO.Directory.CreateDirectory(folder);
            file = Open(folder, FileMode.OpenOrCreate);
            File.WriteAllText(HolderFile(folder), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataFolderLock(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw new StoreUnavailableException(Explain(Path.GetFullPath(folder), failure), failure);
        }
    }

    /// <summary>The process that has a folder; 0: it is not known which; null: none.</summary>
    public static int? HolderOf(string folder)
    {
        try
        {
            Open(folder, FileMode.Open).Dispose();
            return null;
        }
        catch (IOException taken) when (IsTaken(taken))
        {
            return int.TryParse(ReadHolder(folder), CultureInfo.InvariantCulture, out var process) ? process : 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What keeps the folder from being taken, and the remedy.</summary>
    internal static string Explain(string folder, Exception failure) => failure switch
    {
        _ when IsTaken(failure) => $"The data folder {folder} is in use by process {ReadHolder(folder)}. Stop that process, or give this one a folder of its own.",
        { HResult: ReadOnlyFileSystem } => $"The data folder {folder} is on a read-only file system. Mount it writable (the system's log says if a fault of the disk made it read-only), or name another folder.",
        _ when SegmentDisk.IsFull(failure) => $"The disk of the data folder {folder} is full. Make room on it, then start again.",
        UnauthorizedAccessException => $"The data folder {folder} may not be written to by user {Environment.UserName}: {failure.Message} Give that user the folder (chown -R), or name another folder.",
        _ => $"The data folder {folder} cannot be used: {failure.Message}",
    };

    public void Dispose() => _file.Dispose();

    /// <summary>Exclusive (flock); the holder's number lies beside it, because nobody else may open this file.</summary>
    private static FileStream Open(string folder, FileMode mode) => new(Path.Combine(folder, "lock"), mode, FileAccess.ReadWrite, FileShare.None);

    private static bool IsTaken(Exception failure) => failure.HResult is WouldBlock or WouldBlockOnMac or WindowsSharingViolation;

    private static string HolderFile(string folder) => Path.Combine(folder, "pid");

    private static string ReadHolder(string folder)
    {
        try
        {
            return File.ReadAllText(HolderFile(folder)).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}
