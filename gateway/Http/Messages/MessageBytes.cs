using System.Buffers;
using Mail.Domain.Blobs;
using Mail.Storage.Blobs;
using Microsoft.AspNetCore.Http;

namespace Mail.Gateway.Http.Messages;

/// <summary>The bytes of messages: whole ones for parsing, a bounded number at a time, and streams of them.</summary>
internal sealed class MessageBytes(IBlobStore blobs, HttpApiOptions options) : IDisposable
{
    private const int Piece = 64 * 1024;

    private readonly SemaphoreSlim _slots = new(options.MessagesAtOnce);

    /// <summary>Reads a whole message into memory that is given back when <paramref name="use"/> has ended.</summary>
    public async Task<T> WithMessageAsync<T>(BlobRef blob, Func<ReadOnlyMemory<byte>, T> use, CancellationToken cancellation)
    {
        await _slots.WaitAsync(cancellation);
        try
        {
            return await blobs.WithMessageAsync(blob, use, cancellation);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Runs what holds a whole message in memory, when there is a place for it.</summary>
    public async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        await _slots.WaitAsync(cancellation);
        try
        {
            return await work();
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Sends a message as it lies in the store.</summary>
    public async Task SendAsync(BlobRef blob, HttpResponse response, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            for (var sent = 0; sent < blob.Length;)
            {
                var piece = buffer.AsMemory(0, Math.Min(Piece, blob.Length - sent));
                await blobs.ReadAsync(blob, sent, piece, cancellation);
                if (sent == 0)
                {
                    (response.ContentType, response.ContentLength) = ("message/rfc822", blob.Length);
                }

                await response.Body.WriteAsync(piece, cancellation);
                sent += piece.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose() => _slots.Dispose();
}
