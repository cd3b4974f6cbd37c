using System.Buffers;
using System.Collections.Concurrent;
using Mail.Domain.Blobs;
using Mail.Storage.Blobs;

namespace Mail.Gateway.Tests.Imap.Fakes;

internal sealed class FakeBlobs : IBlobStore
{
    private readonly ConcurrentDictionary<BlobRef, byte[]> _blobs = new();
    private long _next;

    public bool Remove(BlobRef blob) => _blobs.TryRemove(blob, out _);

    public ValueTask<BlobRef> WriteAsync(ReadOnlySequence<byte> message, CancellationToken cancellation)
    {
        var blob = new BlobRef(BlobKind.Segment, 1, Interlocked.Increment(ref _next), (int)message.Length);
        _blobs[blob] = message.ToArray();
        return new(blob);
    }

    public ValueTask ReadAsync(BlobRef blob, int offset, Memory<byte> destination, CancellationToken cancellation)
    {
        if (!_blobs.TryGetValue(blob, out var bytes))
        {
            throw new BlobNotFoundException(blob, "gone");
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + destination.Length, bytes.Length);
        bytes.AsMemory(offset, destination.Length).CopyTo(destination);
        return default;
    }
}
