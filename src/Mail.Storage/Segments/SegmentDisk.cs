using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Mail.Storage.Segments;

/// <summary>The few calls that the log makes to change the disk; tests put faults here that a machine does not make at will.</summary>
internal partial class SegmentDisk
{
    private const int PreWriteChunk = 1 << 20;

    /// <summary>Writes all buffers, one after the other.</summary>
    public virtual void Write(SafeFileHandle file, IReadOnlyList<ReadOnlyMemory<byte>> buffers, long offset) =>
        RandomAccess.Write(file, buffers, offset);

    /// <summary>Returns once the data is on stable storage. fdatasync: of a file written ahead no metadata has to follow.</summary>
    /// <exception cref="IOException">It is not known to be there.</exception>
    public virtual void Sync(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        var added = false;
        try
        {
            file.DangerousAddRef(ref added);
            while (FileDataSync((int)file.DangerousGetHandle()) != 0)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error != Interrupted)
                {
                    throw new IOException($"fdatasync: {Marshal.GetPInvokeErrorMessage(error)}");
                }
            }
        }
        finally
        {
            if (added)
            {
                file.DangerousRelease();
            }
        }
    }

    /// <summary>Makes a file of zeros that have been written, not just reserved, and opens it.</summary>
    public virtual SafeFileHandle CreateZeroed(string path, long length)
    {
        var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileOptions.None, length);
        try
        {
            var zeros = new byte[(int)Math.Min(PreWriteChunk, length)];
            for (var at = 0L; at < length; at += zeros.Length)
            {
                RandomAccess.Write(file, zeros.AsSpan(0, (int)Math.Min(zeros.Length, length - at)), at);
            }

            RandomAccess.FlushToDisk(file);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Makes created, renamed and deleted names durable.</summary>
    public virtual void SyncFolder(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var descriptor = Open(folder, CloseOnExec);
        if (descriptor < 0)
        {
            throw new IOException($"{folder}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        }

        var failed = FileSync(descriptor) != 0 ? Marshal.GetLastPInvokeError() : 0;
        _ = Close(descriptor);
        if (failed != 0)
        {
            throw new IOException($"fsync {folder}: {Marshal.GetPInvokeErrorMessage(failed)}");
        }
    }

    /// <summary>Bytes that may still be written to the folder's disk.</summary>
    public virtual long FreeBytes(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    /// <summary>True for "no space left" and "quota exceeded".</summary>
    public static bool IsFull(Exception failure) => failure is IOException { HResult: NoSpace or QuotaExceeded or WindowsDiskFull };

    private const int Interrupted = 4;
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int CloseOnExec = 0x80000;

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FileDataSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FileSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
