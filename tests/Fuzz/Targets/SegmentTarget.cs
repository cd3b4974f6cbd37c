using System.Security.Cryptography;
using Mail.Storage;
using Mail.Storage.Segments;

namespace Fuzz.Targets;

/// <summary>The segment log under damage: a record is found as it was written or not at all, and damage costs no intact neighbour.</summary>
internal sealed class SegmentTarget : FuzzTarget, IDisposable
{
    private const int Length = 16 * 1024;
    private readonly string _folder = Directory.CreateTempSubdirectory("fuzz-segment-").FullName;
    private readonly byte[] _clean;
    private readonly Dictionary<long, (int Length, string Envelope)> _records = [];

    public SegmentTarget()
    {
        var disk = new SegmentDisk();
        using (var file = SegmentFile.Format(disk, disk.CreateZeroed(SegmentFile.PathOf(_folder, 1), Length), 1, Length))
        {
            long at = SegmentFile.HeaderLength;
            for (var i = 0; i < 20; i++)
            {
                var body = new byte[i * 37];
                new Random(i).NextBytes(body);
                var header = new byte[RecordHeader.FixedLength + 24 + (i * 8) + RecordHeader.TailLength];
                header.AsSpan(RecordHeader.FixedLength, 24 + (i * 8)).Fill((byte)(i + 1));
                RecordHeader.Seal(header, file.Salt, at, body.Length, SegmentRecordKind.Accepted, Crc32C.Of(body));
                disk.Write(file.Handle, [header, body], at);
                _records[at] = (body.Length, Digest(header.AsSpan()[RecordHeader.FixedLength..^RecordHeader.TailLength]));
                at = RecordHeader.Align(at + header.Length + body.Length);
            }
        }

        _clean = File.ReadAllBytes(SegmentFile.PathOf(_folder, 1));
    }

    public override string Name => "segment";

    public override int MostOctets => 2048;

    public override long FixedAllocation => 4 << 20;

    public override IReadOnlyList<string> Tokens { get; } = ["\0\0\0\0", "\u00ff\u00ff\u00ff\u00ff", "MAILSEG1", "\0", "\u0001", "@@@@@@@@"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The input is a list of edits: place (2 octets), kind and length (1), octets.</summary>
    public override int Run(byte[] input, Random random)
    {
        var damaged = (byte[])_clean.Clone();
        var hit = Damage(damaged, input);
        var length = input.Length > 0 && input[^1] == 0xAA ? damaged.Length / 2 : damaged.Length;
        File.WriteAllBytes(SegmentFile.PathOf(_folder, 1), damaged.AsSpan(0, length));
        using var file = SegmentFile.Open(_folder, 1, FileAccess.Read);
        if (file is null)
        {
            Require(hit < SegmentFile.HeaderLength, "a segment is refused although its header is whole");
            return 0;
        }

        var found = new HashSet<long>();
        new SegmentScanner(file).Scan(
            SegmentFile.HeaderLength,
            (header, envelope) =>
            {
                Require(found.Add(header.Offset), "a record is found twice");
                Require(_records.TryGetValue(header.Offset, out var written) && written.Length == header.BodyLength, "a record that nobody wrote");
                Require(written.Envelope == Digest(envelope.Span), "a record with another envelope");
            },
            _ => { });
        foreach (var (at, _) in _records)
        {
            var end = _records.Keys.Where(k => k > at).DefaultIfEmpty(Length).Min();
            Require(end > length || found.Contains(at) || !_clean.AsSpan((int)at, (int)(end - at)).SequenceEqual(damaged.AsSpan((int)at, (int)(end - at))), "an intact record is lost");
        }

        return HashCode.Combine(found.Count, length);
    }

    private static int Damage(byte[] target, byte[] edits)
    {
        var first = target.Length;
        for (var at = 0; at + 3 < edits.Length;)
        {
            var place = ((edits[at] << 8) | edits[at + 1]) % target.Length;
            var octets = edits.AsSpan(at + 3, Math.Min(1 + (edits[at + 2] % 32), edits.Length - at - 3));
            octets = octets[..Math.Min(octets.Length, target.Length - place)];
            octets.CopyTo(target.AsSpan(place));
            first = Math.Min(first, place);
            at += 3 + Math.Max(1, octets.Length);
        }

        return first;
    }

    private static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes));
}
