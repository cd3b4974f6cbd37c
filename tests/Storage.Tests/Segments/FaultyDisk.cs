using Mail.Storage.Segments;
using Microsoft.Win32.SafeHandles;

namespace Mail.Storage.Tests.Segments;

/// <summary>Fails on demand, and does not wait for the real disk: what was written is there, because the process lives on.</summary>
internal sealed class FaultyDisk : SegmentDisk
{
    public Func<Exception?> OnWrite { get; set; } = static () => null;

    public Func<Exception?> OnSync { get; set; } = static () => null;

    public Func<Exception?> OnSyncFolder { get; set; } = static () => null;

    public long Free { get; set; } = long.MaxValue;

    public override void Write(SafeFileHandle file, IReadOnlyList<ReadOnlyMemory<byte>> buffers, long offset)
    {
        if (OnWrite() is { } failure)
        {
            // Half of it gets through, as it does on a real disk.
            base.Write(file, [buffers[0][..(buffers[0].Length / 2)]], offset);
            throw failure;
        }

        base.Write(file, buffers, offset);
    }

    public override void Sync(SafeFileHandle file)
    {
        if (OnSync() is { } failure)
        {
            throw failure;
        }
    }

    public override SafeFileHandle CreateZeroed(string path, long length)
    {
        var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.SetLength(file, length);
        return file;
    }

    public override void SyncFolder(string folder)
    {
        if (OnSyncFolder() is { } failure)
        {
            throw failure;
        }
    }

    public override long FreeBytes(string folder) => Free;
}
