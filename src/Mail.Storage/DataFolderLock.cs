using System.Globalization;

namespace Mail.Storage;

/// <summary>Keeps a second process out of a data folder. The operating system drops the lock when the process ends, however it ends.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <exception cref="StoreUnavailableException">Another process has it; the message says which.</exception>
    public static DataFolderLock Take(string folder)
    {
        System.IO.Directory.CreateDirectory(folder);
        var holder = Path.Combine(folder, "pid");
        try
        {
            // Exclusive (flock); the holder's number lies beside it, because nobody else may open this file.
            var file = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataFolderLock(file);
        }
        catch (IOException taken)
        {
            var pid = File.Exists(holder) ? File.ReadAllText(holder).Trim() : "unknown";
            throw new StoreUnavailableException(
                $"The data folder {Path.GetFullPath(folder)} is in use by process {pid}. Stop that process, or give this one a folder of its own.", taken);
        }
    }

    public void Dispose() => _file.Dispose();
}
