using System.Buffers;
using System.Text;
using Mail.Protocols.Imap;

namespace Fuzz.Targets;

/// <summary>Framer and command parser: the same commands however the octets arrive; a command or an error.</summary>
internal sealed class ImapCommandTarget : FuzzTarget
{
    public override string Name => "imap-command";

    // Each command is parsed four times, and a search key of two octets ("1 ") is a set with a range.
    public override long AllocationPerOctet => 600;

    public override IReadOnlyList<string> Tokens { get; } =
    [
        "a1 ", "UID ", "FETCH ", "SEARCH ", "STORE ", "APPEND INBOX ", "LOGIN ", "LIST ", "STATUS ", "SELECT ", "(", ")", "{3}\r\nabc", "{3+}\r\nabc", "{0}\r\n", "\"q\\\"q\"", "1:*", "1,2:4",
        "BODY[", "BODY.PEEK[", "HEADER.FIELDS (", "1.2.MIME", "]<0.10>", "FLAGS", "+FLAGS.SILENT", "\\Seen", "$kw", "NOT ", "OR ", "ALL", "TEXT ", "SINCE 1-Jan-2026", "CHARSET UTF-8 ", "RETURN (MIN MAX)",
        "(CONDSTORE)", "(CHANGEDSINCE 5)", "\"%*\"", "\"&AAA-\"", "\"01-Jan-2026 00:00:00 +0000\"", "\r\n", "\n", "IDLE", "AUTHENTICATE PLAIN ", "=", "ENABLE UTF8=ACCEPT", "UTF8 (~{3+}\r\n", "ID (\"a\" NIL)", "NIL",
    ];

    public override int Run(byte[] input, Random random)
    {
        var (whole, shape) = Read(new ReadOnlySequence<byte>(input), []);
        var grown = new List<long>();
        foreach (var range in Cuts.Of(input.Length, random))
        {
            grown.Add(range.End.Value);
        }

        Require(whole.SequenceEqual(Read(Cuts.Sequence(input, random), grown).Frames), "other commands when they arrive otherwise");
        return shape;
    }

    /// <summary>Reads commands from a buffer that grows to the given lengths, as a session does; without lengths, all at once.</summary>
    private static (List<(ImapFrame, string)> Frames, int Shape) Read(ReadOnlySequence<byte> input, List<long> lengths)
    {
        var framer = new ImapFramer(64 * 1024, 64 * 1024);
        var (frames, shape, next) = (new List<(ImapFrame, string)>(), new HashCode(), 0);
        var (start, visible) = (0L, lengths.Count == 0 ? input.Length : 0L);
        while (frames.Count < 200)
        {
            var frame = framer.Next(input.Slice(start, visible - start));
            if (frame.Kind == ImapFrameKind.NeedMore)
            {
                if (next == lengths.Count)
                {
                    break;
                }

                visible = lengths[next++];
                continue;
            }

            if (frame.Kind == ImapFrameKind.Continue)
            {
                continue;
            }

            if (frame.Kind == ImapFrameKind.LineTooLong)
            {
                frames.Add((frame with { Length = 0 }, ""));
                break;
            }

            Require(frame.Length > 0 && start + frame.Length <= visible, "a command beyond what arrived");
            var text = Parse(input.Slice(start, frame.Length), ref shape);
            frames.Add((frame, text));
            start += frame.Length;
        }

        return (frames, shape.ToHashCode());
    }

    private static string Parse(ReadOnlySequence<byte> command, ref HashCode shape)
    {
        var result = "";
        foreach (var utf8 in (bool[])[false, true])
        {
            var parsed = ImapCommandParser.Parse(command, utf8);
            Require(parsed.Command is null != parsed.Error is null, "both or neither of command and error");
            Require(parsed.Tag.Length > 0 && !parsed.Tag.AsSpan().ContainsAny('\r', '\n', ' '), "a tag that breaks the answer");
            var said = parsed.Command?.Verb.ToString() ?? $"{parsed.Error!.Status} {parsed.Error.Code} {parsed.Error.Text}";
            shape.Add(said);
            result += $"{parsed.Tag} {said};";
        }

        return result;
    }
}

/// <summary>Sequence sets: what is written reads back; resolved ranges are sorted, apart, and hold what the set holds.</summary>
internal sealed class SequenceSetTarget : FuzzTarget
{
    private static readonly uint[] Largest = [0, 1, 5, 1000, uint.MaxValue];

    public override string Name => "sequence-set";

    // The oracle resolves each set ten times.
    public override long AllocationPerOctet => 2000;

    public override IReadOnlyList<string> Tokens { get; } = ["1", "2:4", "*", ":", ",", "*:5", "4294967295", "4294967296", "0", "7:3", "1:*", "999"];

    public override int Run(byte[] input, Random random)
    {
        if (!ImapSequenceSet.TryParse(input, out var set))
        {
            return input.Length == 0 ? 0 : input[0];
        }

        Require(ImapSequenceSet.TryParse(Encoding.ASCII.GetBytes(set!.ToString()), out var again), $"{set} does not read back");
        foreach (var largest in Largest)
        {
            var ranges = set.Resolve(largest);
            Require(again!.Resolve(largest).SequenceEqual(ranges), "a set reads back otherwise");
            for (var i = 0; i < ranges.Count; i++)
            {
                Require(ranges[i].Low >= 1 && ranges[i].Low <= ranges[i].High, "a range upside down");
                Require(i == 0 || ranges[i].Low > (ulong)ranges[i - 1].High + 1, "ranges that touch");
            }

            for (var i = 0; i < 10; i++)
            {
                var value = (uint)random.NextInt64(1, i < 5 ? 20 : 1L + uint.MaxValue);
                Require(set.Contains(value, largest) == ranges.Any(r => value >= r.Low && value <= r.High), "a value is in the set and not in its ranges, or the other way round");
            }
        }

        return HashCode.Combine(Math.Min(set.Ranges.Count, 20), set.HasStar, set.Resolve(1000).Count);
    }
}

/// <summary>Modified UTF-7: decoding and encoding are inverse, and one name has one form.</summary>
internal sealed class ModifiedUtf7Target : FuzzTarget
{
    public override string Name => "modified-utf7";

    public override long AllocationPerOctet => 150;

    public override IReadOnlyList<string> Tokens { get; } = ["&", "-", "&-", "&AOk-", "&2D3cqQ-", "&AAA-", "Ent", "/", "&ZeVnLIqe-", "&Jjo-!", "~", "\u0080"];

    public override int Run(byte[] input, Random random)
    {
        var good = ModifiedUtf7.TryDecode(input, out var name);
        if (good)
        {
            Require(ModifiedUtf7.Encode(name) == Encoding.Latin1.GetString(input), "a name has two forms");
        }

        var text = Encoding.UTF8.GetString(input);
        Require(ModifiedUtf7.TryDecode(Encoding.ASCII.GetBytes(ModifiedUtf7.Encode(text)), out var back), $"what was encoded does not decode: {ModifiedUtf7.Encode(text)}");
        Require(back == text, "what was encoded decodes to something else");
        return HashCode.Combine(good, Math.Min(name.Length, 30), text.Length - ModifiedUtf7.Encode(text).Length);
    }
}
