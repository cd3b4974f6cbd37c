using System.Buffers;
using Mail.Domain.Blobs;
using Mail.Mime;
using Mail.Storage.Blobs;

namespace Mail.Gateway.Imap.Bodies;

/// <summary>Reads messages from the blob store: ranges, headers, structures; no more of them than is needed.</summary>
internal sealed class MessageReader(IBlobStore blobs, LayoutCache layouts) : IDisposable
{
    private const int FirstRead = 8 * 1024;
    private const int LargeAtOnce = 4;

    private readonly SemaphoreSlim _large = new(LargeAtOnce);

    public void Dispose() => _large.Dispose();

    public ValueTask ReadAsync(BlobRef blob, int offset, Memory<byte> destination) =>
        blobs.ReadAsync(blob, offset, destination, CancellationToken.None);

    /// <summary>The header with its blank line; the whole message if it has none. Most headers fit the first read.</summary>
    public async ValueTask<byte[]> ReadHeaderAsync(BlobRef blob)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(FirstRead, blob.Length));
        try
        {
            for (var have = 0; ;)
            {
                var want = Math.Min(blob.Length, buffer.Length);
                await ReadAsync(blob, have, buffer.AsMemory(have, want - have)).ConfigureAwait(false);
                have = want;
                var end = EndOfHeader(buffer.AsSpan(0, have));
                if (end > 0 || have == blob.Length)
                {
                    return buffer[..(end > 0 ? end : have)];
                }

                var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(blob.Length, have * 4L));
                buffer.AsSpan(0, have).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public async ValueTask<MessageLayout> ReadLayoutAsync(BlobRef blob)
    {
        if (layouts.TryGet(blob, out var layout))
        {
            return layout;
        }

        layout = await WithMessageAsync(blob, MessageLayout.Of).ConfigureAwait(false);
        layouts.Add(blob, layout);
        return layout;
    }

    /// <summary>Reads a whole message into memory that is given back when <paramref name="use"/> returns; of large ones a few at a time.</summary>
    public async ValueTask<T> WithMessageAsync<T>(BlobRef blob, Func<ReadOnlyMemory<byte>, T> use)
    {
        if (blob.Length <= WholeMessages.MostPooled)
        {
            return await blobs.WithMessageAsync(blob, use, CancellationToken.None).ConfigureAwait(false);
        }

        await _large.WaitAsync().ConfigureAwait(false);
        try
        {
            return await blobs.WithMessageAsync(blob, use, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _large.Release();
        }
    }

    /// <summary>The index behind the blank line, or 0; lines may end with a bare LF.</summary>
    private static int EndOfHeader(ReadOnlySpan<byte> bytes)
    {
        for (var line = 0; line < bytes.Length;)
        {
            var length = bytes[line..].IndexOf((byte)'\n');
            if (length < 0)
            {
                return 0;
            }

            if (length == 0 || (length == 1 && bytes[line] == '\r'))
            {
                return line + length + 1;
            }

            line += length + 1;
        }

        return 0;
    }
}
