using System.Buffers;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;

namespace Mail.Storage.Segments;

/// <summary>A record that waits for the committer: its envelope is encoded and its body summed on the caller's thread.</summary>
internal sealed class SegmentAppend(byte[] header, ReadOnlySequence<byte> body, SegmentRecordKind kind, IngestId id)
{
    private readonly TaskCompletionSource<BlobRef> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly uint _bodyCrc = Crc32C.Of(body);

    public Task<BlobRef> Done => _done.Task;

    public byte[] Header => header;

    public ReadOnlySequence<byte> Body => body;

    public SegmentRecordKind Kind => kind;

    public IngestId Id => id;

    public long Length { get; } = RecordHeader.Align(header.Length + body.Length);

    /// <summary>Set by the committer.</summary>
    public long Offset { get; private set; }

    public void Place(SegmentFile segment, long offset)
    {
        Offset = offset;
        RecordHeader.Seal(header, segment.Salt, offset, (int)body.Length, kind, _bodyCrc);
    }

    public void Complete(long segment) =>
        _done.TrySetResult(new BlobRef(BlobKind.Segment, segment, Offset + header.Length, (int)body.Length));

    public void Fail(Exception failure) => _done.TrySetException(failure);
}
