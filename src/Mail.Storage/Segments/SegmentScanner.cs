using System.Buffers.Binary;

namespace Mail.Storage.Segments;

/// <summary>
/// Finds every intact record from a place on. What is no record is skipped up to the next intact one, never taken for the end: a record
/// counts only with its segment's salt, its own offset and both checksums.
/// </summary>
internal sealed class SegmentScanner(SegmentFile file)
{
    private const int WindowBytes = 1 << 20;

    private byte[] _window = new byte[Math.Min(WindowBytes, file.Length)];
    private long _windowStart;
    private int _windowLength;

    /// <summary>After a scan: where the last intact record ends, or where the scan began.</summary>
    public long Tail { get; private set; }

    /// <summary>After a scan: something other than zeros follows the tail.</summary>
    public bool HasGarbage { get; private set; }

    /// <param name="from">A record's start or end.</param>
    /// <param name="onRecord">Gets each record and its envelope, which is valid during the call.</param>
    /// <param name="onDamage">Gets each damaged range between records.</param>
    public void Scan(long from, Action<RecordHeader, ReadOnlyMemory<byte>> onRecord, Action<SegmentDamage> onDamage)
    {
        Tail = from;
        for (var at = from; at >= 0;)
        {
            if (!TryRecord(at, out var header, out var envelope))
            {
                at = NextSalt(at + RecordHeader.Alignment);
                continue;
            }

            if (at > Tail)
            {
                onDamage(new SegmentDamage(file.Number, Tail, at));
            }

            onRecord(header, envelope);
            at = Tail = header.End;
        }

        HasGarbage = HasMoreThanZeros(Tail);
    }

    /// <summary>The record at a place, if it is intact.</summary>
    public bool TryRecord(long at, out RecordHeader header, out ReadOnlyMemory<byte> envelope)
    {
        header = default;
        envelope = default;
        if (!RecordHeader.TryReadLength(Window(at, RecordHeader.FixedLength).Span, file.Salt, at, out var length) || at + length > file.Length)
        {
            return false;
        }

        if (!RecordHeader.TryRead(Window(at, length).Span, out header)
            || header.BodyOffset + header.BodyLength > file.Length
            || BodyCrc(header) != header.BodyCrc)
        {
            return false;
        }

        envelope = Window(at, length)[RecordHeader.FixedLength..^RecordHeader.TailLength];
        return true;
    }

    private uint BodyCrc(RecordHeader header)
    {
        var crc = new Crc32C();
        for (var done = 0; done < header.BodyLength;)
        {
            var piece = Window(header.BodyOffset + done, Math.Min(WindowBytes, header.BodyLength - done));
            crc.Append(piece.Span);
            done += piece.Length;
        }

        return crc.Value;
    }

    /// <summary>The next aligned place that holds the salt; -1 if there is none.</summary>
    private long NextSalt(long from)
    {
        Span<byte> salt = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(salt, file.Salt);
        for (var at = from; at < file.Length;)
        {
            var piece = Window(at, (int)Math.Min(WindowBytes, file.Length - at)).Span;
            var found = piece.IndexOf(salt);
            if (found < 0)
            {
                // The salt may straddle two windows only if it is not aligned, and then it does not count.
                at += piece.Length;
            }
            else if ((at + found) % RecordHeader.Alignment == 0)
            {
                return at + found;
            }
            else
            {
                at = RecordHeader.Align(at + found);
            }
        }

        return -1;
    }

    private bool HasMoreThanZeros(long from)
    {
        for (var at = from; at < file.Length;)
        {
            var piece = Window(at, (int)Math.Min(WindowBytes, file.Length - at)).Span;
            if (piece.IndexOfAnyExcept((byte)0) >= 0)
            {
                return true;
            }

            at += piece.Length;
        }

        return false;
    }

    /// <summary>The bytes at a place; fewer at the end of the file.</summary>
    private ReadOnlyMemory<byte> Window(long at, int length)
    {
        if (at < _windowStart || at + length > _windowStart + _windowLength)
        {
            if (length > _window.Length)
            {
                _window = new byte[length];
            }

            _windowStart = at;
            _windowLength = 0;
            int read;
            while (_windowLength < _window.Length
                && (read = RandomAccess.Read(file.Handle, _window.AsSpan(_windowLength), at + _windowLength)) > 0)
            {
                _windowLength += read;
            }
        }

        var start = (int)Math.Min(at - _windowStart, _windowLength);
        return _window.AsMemory(start, Math.Min(length, _windowLength - start));
    }
}
