using System.Buffers;
using System.Buffers.Binary;
using Mail.Domain.Blobs;
using Mail.Storage.Blobs;
using Microsoft.Win32.SafeHandles;

namespace Mail.Storage.Segments;

/// <summary>Reads bodies by reference. A read of the whole message checks its checksum, which lies right before it; a part does not.</summary>
internal sealed class SegmentReader(string folder, int openFiles) : IDisposable
{
    private readonly SegmentHandles _handles = new(folder, openFiles);

    /// <summary>Reads on the caller's thread: the asynchronous calls of the runtime would only do so on another one of the pool.</summary>
    public void Read(BlobRef blob, int offset, Memory<byte> destination)
    {
        if (offset < 0 || (long)offset + destination.Length > blob.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), $"{destination.Length} bytes from {offset} on leave blob {blob}.");
        }

        if (blob.Kind != BlobKind.Segment || blob.Container < 1 || blob.Offset < SegmentFile.HeaderLength + RecordHeader.FixedLength + RecordHeader.TailLength)
        {
            throw new BlobNotFoundException(blob, "it is no place in a segment");
        }

        while (true)
        {
            var handle = Handle(blob);
            try
            {
                if (offset == 0 && destination.Length == blob.Length)
                {
                    ReadWhole(handle, blob, destination);
                }
                else
                {
                    Fill(handle, blob, destination.Span, blob.Offset + offset);
                }

                return;
            }
            catch (ObjectDisposedException) when (!_handles.IsClosed)
            {
                // The cache closed the file meanwhile.
            }
            catch (IOException failure)
            {
                throw new StoreUnavailableException($"Blob {blob} could not be read: {failure.Message}", failure);
            }
        }
    }

    /// <summary>Reads the whole record and checks header and body.</summary>
    /// <exception cref="BlobNotFoundException">It is not intact, or not the record that the reference names.</exception>
    public void Verify(BlobRef blob)
    {
        Span<byte> tail = stackalloc byte[RecordHeader.TailLength];
        Fill(Handle(blob), blob, tail, blob.Offset - tail.Length);
        var headerLength = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        using var file = SegmentFile.Open(folder, blob.Container, FileAccess.Read)
            ?? throw new BlobNotFoundException(blob, "the header of its segment is damaged");
        if (headerLength > RecordHeader.LongestHeader
            || !new SegmentScanner(file).TryRecord(blob.Offset - headerLength, out var header, out _)
            || header.BodyLength != blob.Length)
        {
            throw new BlobNotFoundException(blob, "its record is damaged");
        }
    }

    /// <summary>The record header and envelope in front of a body.</summary>
    public PendingIngest ReadPending(SegmentPlace place)
    {
        using var file = SegmentFile.Open(folder, place.Segment, FileAccess.Read);
        var at = new BlobRef(BlobKind.Segment, place.Segment, place.Offset, 0);
        return file is not null && new SegmentScanner(file).TryRecord(place.Offset, out var header, out var envelope)
            ? Envelope.Read(envelope.Span, new BlobRef(BlobKind.Segment, place.Segment, header.BodyOffset, header.BodyLength))
            : throw new BlobNotFoundException(at, "its record is damaged");
    }

    /// <summary>A segment has been deleted.</summary>
    public void Forget(long number) => _handles.Forget(number);

    public void Dispose() => _handles.Dispose();

    private SafeFileHandle Handle(BlobRef blob)
    {
        try
        {
            return _handles.Get(blob);
        }
        catch (ObjectDisposedException closed)
        {
            throw new StoreUnavailableException("The accept log is closed.", closed);
        }
        catch (IOException failure)
        {
            throw new StoreUnavailableException($"Blob {blob} could not be read: {failure.Message}", failure);
        }
    }

    private static void ReadWhole(SafeFileHandle handle, BlobRef blob, Memory<byte> destination)
    {
        var tail = new byte[RecordHeader.TailLength];
        var read = RandomAccess.Read(handle, [tail, destination], blob.Offset - tail.Length) - tail.Length;
        if (read < 0)
        {
            throw new BlobNotFoundException(blob, "it lies beyond the end of its segment");
        }

        Fill(handle, blob, destination.Span[(int)read..], blob.Offset + read);
        if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(4)) != Crc32C.Of(destination.Span))
        {
            throw new BlobNotFoundException(blob, "its checksum does not hold");
        }
    }

    private static void Fill(SafeFileHandle handle, BlobRef blob, Span<byte> destination, long at)
    {
        while (!destination.IsEmpty)
        {
            var read = RandomAccess.Read(handle, destination, at);
            if (read == 0)
            {
                throw new BlobNotFoundException(blob, "it lies beyond the end of its segment");
            }

            destination = destination[read..];
            at += read;
        }
    }
}
