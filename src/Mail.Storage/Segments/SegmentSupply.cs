using Microsoft.Win32.SafeHandles;

namespace Mail.Storage.Segments;

/// <summary>Makes segments, the next one ahead of need: writing 64 MiB of zeros must not stop the log. Used by the committer alone.</summary>
internal sealed class SegmentSupply(SegmentDisk disk, string folder, SegmentOptions options) : IDisposable
{
    private const string PreparedName = "prepared";

    private Task<SafeFileHandle>? _prepared;
    private long _unsure;

    /// <summary>A formatted, durable, empty segment that has room for a record of the given length.</summary>
    /// <exception cref="StoreFullException">No room on the disk.</exception>
    public SegmentFile Take(long number, long recordLength)
    {
        var needed = SegmentFile.HeaderLength + recordLength;
        var segment = needed > options.SegmentBytes ? Make("single", number, needed)
            : number == 1 && needed <= options.FirstSegmentBytes ? Make("first", number, options.FirstSegmentBytes)
            : TakePrepared(number);
        PrepareNext();
        return segment;
    }

    /// <summary>Starts to make the next segment, if that has not been done.</summary>
    public void PrepareNext() => _prepared ??= Task.Run(() => Create(PreparedName, options.SegmentBytes));

    public void Dispose()
    {
        try
        {
            _prepared?.GetAwaiter().GetResult().Dispose();
        }
        catch (Exception)
        {
            // It was never needed.
        }

        File.Delete(Path.Combine(folder, PreparedName));
    }

    private SegmentFile TakePrepared(long number)
    {
        PrepareNext();
        try
        {
            return Publish(_prepared!.GetAwaiter().GetResult(), PreparedName, number, options.SegmentBytes);
        }
        finally
        {
            _prepared = null;
        }
    }

    private SegmentFile Make(string name, long number, long length) => Publish(Create(name, length), name, number, length);

    private SafeFileHandle Create(string name, long length)
    {
        if (disk.FreeBytes(folder) - length < options.ReserveBytes)
        {
            throw new StoreFullException($"The disk of {folder} has no room for a segment of {length} bytes beside the reserve of {options.ReserveBytes}.");
        }

        return disk.CreateZeroed(Path.Combine(folder, name), length);
    }

    private SegmentFile Publish(SafeFileHandle zeroed, string name, long number, long length)
    {
        try
        {
            var segment = SegmentFile.Format(disk, zeroed, number, length);
            // Of an earlier try whose name may not be durable an empty file is left; any other under this number is not to be touched.
            File.Move(Path.Combine(folder, name), SegmentFile.PathOf(folder, number), overwrite: number == _unsure);
            _unsure = number;
            disk.SyncFolder(folder);
            _unsure = 0;
            return segment;
        }
        catch
        {
            zeroed.Dispose();
            throw;
        }
    }
}
