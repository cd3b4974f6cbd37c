using System.Buffers;
using System.Collections.Immutable;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Storage.Blobs;

namespace Mail.Conformance.Storage;

/// <summary>Records for tests of logs and blobs.</summary>
public static class Records
{
    public static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        Random.Shared.NextBytes(bytes);
        return bytes;
    }

    public static IngestRecord Accepted(byte[] message, int recipients = 1) => new(
        new IngestId(Guid.CreateVersion7()),
        new DateTimeOffset(2026, 5, 6, 7, 8, 9, TimeSpan.Zero),
        "sender@example.org",
        [.. Enumerable.Range(0, recipients).Select(i => new IngestRecipient(new AccountId(Guid.CreateVersion7()), $"User{i}@acme.test"))],
        "0af7651916cd43dd8448eb211c80319c",
        new ReadOnlySequence<byte>(message));

    public static ReadOnlySequence<byte> InPieces(byte[] bytes, int piece)
    {
        Piece? first = null, last = null;
        for (var at = 0; at < bytes.Length; at += piece)
        {
            last = new Piece(bytes.AsMemory(at, Math.Min(piece, bytes.Length - at)), last);
            first ??= last;
        }

        return first is null ? ReadOnlySequence<byte>.Empty : new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length);
    }

    public static async Task<byte[]> ReadAsync(IBlobStore blobs, BlobRef blob)
    {
        var bytes = new byte[blob.Length];
        await blobs.ReadAsync(blob, 0, bytes, CancellationToken.None);
        return bytes;
    }

    public static async Task<List<PendingIngest>> PendingAsync(IIngestLog log)
    {
        var pending = new List<PendingIngest>();
        await foreach (var item in log.ReadPendingAsync(CancellationToken.None))
        {
            pending.Add(item);
        }

        return pending;
    }

    public static void Same(IngestRecord expected, PendingIngest actual)
    {
        Assert.Equal(
            (expected.Id, expected.AcceptedAt, expected.MailFrom, expected.TraceId, (int)expected.Message.Length),
            (actual.Id, actual.AcceptedAt, actual.MailFrom, actual.TraceId, actual.Blob.Length));
        Assert.Equal(expected.Recipients.AsEnumerable(), actual.Recipients);
        Assert.Equal((expected.EnvelopeId, expected.Return), (actual.EnvelopeId, actual.Return));
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
