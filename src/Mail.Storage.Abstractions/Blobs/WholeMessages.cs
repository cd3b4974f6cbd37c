using System.Buffers;
using Mail.Domain.Blobs;

namespace Mail.Storage.Blobs;

/// <summary>Reads whole messages into memory that is let go at once.</summary>
public static class WholeMessages
{
    /// <summary>Octets up to which the memory comes from the pool, which would keep what is larger, for each of its threads, long after.</summary>
    public const int MostPooled = 1024 * 1024;

    /// <summary>Reads a message and checks it; <paramref name="use"/> must not keep the memory.</summary>
    /// <exception cref="BlobNotFoundException">No such message, or its checksum does not hold.</exception>
    public static async ValueTask<T> WithMessageAsync<T>(
        this IBlobStore blobs, BlobRef blob, Func<ReadOnlyMemory<byte>, T> use, CancellationToken cancellation)
    {
        var pooled = blob.Length <= MostPooled;
        var buffer = pooled ? ArrayPool<byte>.Shared.Rent(blob.Length) : GC.AllocateUninitializedArray<byte>(blob.Length);
        try
        {
            await blobs.ReadAsync(blob, 0, buffer.AsMemory(0, blob.Length), cancellation).ConfigureAwait(false);
            return use(buffer.AsMemory(0, blob.Length));
        }
        finally
        {
            if (pooled)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }
}
