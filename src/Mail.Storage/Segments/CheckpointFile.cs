using System.Buffers.Binary;
using Mail.Domain.Identity;
using Microsoft.Win32.SafeHandles;

namespace Mail.Storage.Segments;

/// <summary>
/// The checkpoint in two slots that are written in turn, each with a sequence number and a checksum: a torn write leaves the other one,
/// and no file is created or renamed. An old checkpoint only replays more.
/// </summary>
internal sealed class CheckpointFile : IDisposable
{
    public const string Name = "checkpoint";

    /// <summary>Listed records at most; more of them hold the place back.</summary>
    public const int MostStuck = 4_096;

    private const int EntryLength = 32;
    private const int FixedLength = 40;
    private const int SlotLength = (FixedLength + (MostStuck * EntryLength) + 4_095) & ~4_095;
    private const ulong Magic = 0x4B50434C49414D01;

    private readonly SegmentDisk _disk;
    private readonly SafeFileHandle _file;
    private long _sequence;

    private CheckpointFile(SegmentDisk disk, SafeFileHandle file)
    {
        _disk = disk;
        _file = file;
    }

    /// <summary>The newest whole slot as it was at opening; null if there is none.</summary>
    public SegmentCheckpoint? Found { get; private set; }

    public static CheckpointFile Open(SegmentDisk disk, string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!IsWhole(path))
        {
            var made = disk.CreateZeroed(path, 2 * SlotLength);
            disk.SyncFolder(folder);
            return new CheckpointFile(disk, made);
        }

        return OpenWhole(disk, path, FileAccess.ReadWrite);
    }

    /// <summary>The checkpoint of a folder, of which nothing is changed; null if there is none.</summary>
    public static SegmentCheckpoint? Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!IsWhole(path))
        {
            return null;
        }

        using var file = OpenWhole(new SegmentDisk(), path, FileAccess.Read);
        return file.Found;
    }

    public void Write(SegmentCheckpoint checkpoint)
    {
        var slot = new byte[FixedLength + (checkpoint.Stuck.Length * EntryLength)];
        BinaryPrimitives.WriteUInt64LittleEndian(slot, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(slot.AsSpan(8), _sequence + 1);
        BinaryPrimitives.WriteInt64LittleEndian(slot.AsSpan(16), checkpoint.Segment);
        BinaryPrimitives.WriteInt64LittleEndian(slot.AsSpan(24), checkpoint.Offset);
        BinaryPrimitives.WriteInt32LittleEndian(slot.AsSpan(32), checkpoint.Stuck.Length);
        var target = slot.AsSpan(FixedLength);
        foreach (var place in checkpoint.Stuck)
        {
            place.Id.Value.TryWriteBytes(target, bigEndian: true, out _);
            BinaryPrimitives.WriteInt64LittleEndian(target[16..], place.Segment);
            BinaryPrimitives.WriteInt64LittleEndian(target[24..], place.Offset);
            target = target[EntryLength..];
        }

        BinaryPrimitives.WriteUInt32LittleEndian(slot.AsSpan(36), Checksum(slot));
        _disk.Write(_file, [slot], (_sequence + 1) % 2 * SlotLength);
        _disk.Sync(_file);
        // Not before: after a write that failed the next goes to the same slot, and the other one stays whole.
        _sequence++;
    }

    public void Dispose() => _file.Dispose();

    private static bool IsWhole(string path) => new FileInfo(path) is { Exists: true, Length: >= 2 * SlotLength };

    private static CheckpointFile OpenWhole(SegmentDisk disk, string path, FileAccess access)
    {
        var file = new CheckpointFile(disk, File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete));
        file.ReadSlot(0);
        file.ReadSlot(SlotLength);
        return file;
    }

    private static uint Checksum(ReadOnlySpan<byte> slot)
    {
        var crc = new Crc32C();
        crc.Append(slot[..36]);
        crc.Append(slot[FixedLength..]);
        return crc.Value;
    }

    private void ReadSlot(long at)
    {
        var slot = new byte[SlotLength];
        var length = RandomAccess.Read(_file, slot, at);
        if (length < FixedLength || BinaryPrimitives.ReadUInt64LittleEndian(slot) != Magic)
        {
            return;
        }

        var sequence = BinaryPrimitives.ReadInt64LittleEndian(slot.AsSpan(8));
        var count = BinaryPrimitives.ReadInt32LittleEndian(slot.AsSpan(32));
        if (sequence <= _sequence || count is < 0 or > MostStuck
            || BinaryPrimitives.ReadUInt32LittleEndian(slot.AsSpan(36)) != Checksum(slot.AsSpan(0, FixedLength + (count * EntryLength))))
        {
            return;
        }

        var stuck = new SegmentPlace[count];
        for (var i = 0; i < count; i++)
        {
            var entry = slot.AsSpan(FixedLength + (i * EntryLength), EntryLength);
            stuck[i] = new SegmentPlace(
                new IngestId(new Guid(entry[..16], bigEndian: true)),
                BinaryPrimitives.ReadInt64LittleEndian(entry[16..]),
                BinaryPrimitives.ReadInt64LittleEndian(entry[24..]));
        }

        _sequence = sequence;
        Found = new SegmentCheckpoint(
            BinaryPrimitives.ReadInt64LittleEndian(slot.AsSpan(16)), BinaryPrimitives.ReadInt64LittleEndian(slot.AsSpan(24)), stuck);
    }
}
