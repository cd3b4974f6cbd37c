using Mail.Domain.Blobs;
using Mail.Storage.Blobs;
using Microsoft.Win32.SafeHandles;

namespace Mail.Storage.Segments;

/// <summary>Files open for reading, the least recently used closed first.</summary>
internal sealed class SegmentHandles(string folder, int most) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(long Number, SafeFileHandle Handle)> _recent = new();
    private readonly Dictionary<long, LinkedListNode<(long Number, SafeFileHandle Handle)>> _byNumber = [];
    private bool _closed;

    /// <exception cref="BlobNotFoundException">There is no such segment.</exception>
    public SafeFileHandle Get(BlobRef blob)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_byNumber.TryGetValue(blob.Container, out var node))
            {
                _recent.Remove(node);
                _recent.AddFirst(node);
                return node.Value.Handle;
            }

            var handle = Open(blob);
            _byNumber[blob.Container] = _recent.AddFirst((blob.Container, handle));
            if (_byNumber.Count > most)
            {
                // A read that still holds it sees ObjectDisposedException and asks again.
                var oldest = _recent.Last!;
                _recent.RemoveLast();
                _byNumber.Remove(oldest.Value.Number);
                oldest.Value.Handle.Dispose();
            }

            return handle;
        }
    }

    /// <summary>Closes a file that has been deleted: until then it takes its room on the disk.</summary>
    public void Forget(long number)
    {
        lock (_lock)
        {
            if (_byNumber.Remove(number, out var node))
            {
                _recent.Remove(node);
                node.Value.Handle.Dispose();
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            foreach (var (_, handle) in _recent)
            {
                handle.Dispose();
            }

            _recent.Clear();
            _byNumber.Clear();
        }
    }

    public bool IsClosed
    {
        get
        {
            lock (_lock)
            {
                return _closed;
            }
        }
    }

    private SafeFileHandle Open(BlobRef blob)
    {
        try
        {
            return File.OpenHandle(
                SegmentFile.PathOf(folder, blob.Container), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess);
        }
        catch (FileNotFoundException)
        {
            throw new BlobNotFoundException(blob, "there is no such segment");
        }
    }
}
