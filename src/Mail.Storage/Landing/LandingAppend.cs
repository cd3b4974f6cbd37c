using System.Buffers;
using Mail.Domain.Blobs;

namespace Mail.Storage.Landing;

/// <summary>A message that waits for the committer; without envelope it owes no delivery. The empty one only carries acknowledgements.</summary>
internal sealed class LandingAppend(Guid? ingest, byte[] envelope, ReadOnlySequence<byte> body, bool isFlush = false)
{
    public TaskCompletionSource<BlobRef> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Guid? Ingest => ingest;

    public byte[] Envelope => envelope;

    public bool IsFlush => isFlush;

    public byte[] Body { get; } = body.ToArray();

    public long Crc { get; } = Crc32C.Of(body);

    /// <summary>Given by the committer.</summary>
    public long Id { get; set; }
}
