using System.Buffers;
using Mail.Domain.Blobs;

namespace Mail.Storage.Blobs;

/// <summary>Raw messages by reference. Implementations are safe for concurrent use.</summary>
public interface IBlobStore
{
    /// <summary>Keeps a message that needs no delivery (IMAP APPEND, a copy to Sent). Returns once it is on stable storage.</summary>
    /// <exception cref="StoreFullException">Nothing was kept.</exception>
    /// <exception cref="StoreUnavailableException">Whether it was kept is unknown; an orphan does no harm.</exception>
    ValueTask<BlobRef> WriteAsync(ReadOnlySequence<byte> message, CancellationToken cancellation);

    /// <summary>Fills <paramref name="destination"/> with the message's bytes from <paramref name="offset"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the message.</exception>
    /// <exception cref="BlobNotFoundException">No such message, or its checksum does not hold.</exception>
    ValueTask ReadAsync(BlobRef blob, int offset, Memory<byte> destination, CancellationToken cancellation);
}
