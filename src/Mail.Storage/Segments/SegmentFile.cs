using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Mail.Storage.Segments;

/// <summary>A segment and its header: magic, salt, number, CRC.</summary>
internal sealed class SegmentFile : IDisposable
{
    public const int HeaderLength = 64;
    private const ulong Magic = 0x314745534C49414D;

    private SegmentFile(SafeFileHandle handle, long number, ulong salt, long length)
    {
        Handle = handle;
        Number = number;
        Salt = salt;
        Length = length;
    }

    public SafeFileHandle Handle { get; }

    public long Number { get; }

    public ulong Salt { get; }

    public long Length { get; }

    public static string PathOf(string folder, long number) =>
        Path.Combine(folder, number.ToString("D12", CultureInfo.InvariantCulture) + ".seg");

    /// <summary>Numbers of the folder's segments, ascending.</summary>
    public static List<long> List(string folder)
    {
        var numbers = new List<long>();
        foreach (var path in System.IO.Directory.EnumerateFiles(folder, "*.seg"))
        {
            if (long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
        }

        numbers.Sort();
        return numbers;
    }

    /// <summary>Gives a zeroed file its header, durably.</summary>
    public static SegmentFile Format(SegmentDisk disk, SafeFileHandle zeroed, long number, long length)
    {
        var salt = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;
        var header = new byte[HeaderLength];
        BinaryPrimitives.WriteUInt64LittleEndian(header, Magic);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(8), salt);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), number);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), Crc32C.Of(header.AsSpan(0, 24)));
        disk.Write(zeroed, [header], 0);
        disk.Sync(zeroed);
        return new SegmentFile(zeroed, number, salt, length);
    }

    /// <summary>Opens an existing segment; null if its header is damaged.</summary>
    public static SegmentFile? Open(string folder, long number, FileAccess access)
    {
        var handle = File.OpenHandle(PathOf(folder, number), FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[HeaderLength];
        if (RandomAccess.Read(handle, header, 0) != HeaderLength
            || BinaryPrimitives.ReadUInt64LittleEndian(header) != Magic
            || BinaryPrimitives.ReadInt64LittleEndian(header[16..]) != number
            || BinaryPrimitives.ReadUInt32LittleEndian(header[24..]) != Crc32C.Of(header[..24]))
        {
            handle.Dispose();
            return null;
        }

        return new SegmentFile(handle, number, BinaryPrimitives.ReadUInt64LittleEndian(header[8..]), RandomAccess.GetLength(handle));
    }

    public void Dispose() => Handle.Dispose();
}
