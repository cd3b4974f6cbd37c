using System.Buffers;
using System.Text;
using Mail.Protocols.Smtp;
using Mail.Protocols.Smtp.Client;

namespace Fuzz.Targets;

/// <summary>Replies of other servers: the same replies whatever the cuts, bounded, printable, and what is read is written and read the same.</summary>
internal sealed class SmtpReplyTarget : FuzzTarget
{
    public override string Name => "smtp-reply";

    public override int MostOctets => 16 * 1024;

    // A reply is read from its front whenever more of it has come, and the oracle lets it come in up to a thousand pieces.
    public override long AllocationPerOctet => 10_000;

    public override IReadOnlyList<string> Tokens { get; } =
        ["250 ok\r\n", "250-first\r\n", "250 2.1.5 ok\r\n", "550-5.1.1 no\r\n550 5.1.1 such user\r\n", "421", "354 ", "-", " ", "\n", "\r\n", "4.7.0", "5.0.9999", "SIZE 1000\r\n", "AUTH PLAIN\r\n", "250\r\n", "999 x\r\n"];

    public override int Run(byte[] input, Random random)
    {
        var whole = Read(new ReadOnlySequence<byte>(input), []);
        var ends = Cuts.Of(input.Length, random).Select(r => r.End.Value).ToList();
        Require(whole.SequenceEqual(Read(new ReadOnlySequence<byte>(input), ends)), "other replies when they arrive in pieces");
        Require(whole.SequenceEqual(Read(Cuts.Sequence(input, random), [])), "other replies from a buffer in pieces");
        return HashCode.Combine(whole.Count, whole.FirstOrDefault()?.Length > 40, whole.LastOrDefault()?[..1]);
    }

    /// <summary>Reads from a buffer that grows to the given lengths; without them, all at once.</summary>
    private static List<string> Read(ReadOnlySequence<byte> input, List<int> lengths)
    {
        var (found, start, next) = (new List<string>(), 0L, 0);
        var visible = lengths.Count == 0 ? input.Length : 0L;
        while (found.Count < 100)
        {
            var rest = input.Slice(start, visible - start);
            var before = rest.Length;
            var result = SmtpReplyParser.Read(ref rest, out var reply);
            Require(result == SmtpReplyResult.Reply == reply is not null, "a reply without one, or one without a reply");
            if (result == SmtpReplyResult.Reply)
            {
                start += before - rest.Length;
                found.Add(Checked(reply!));
                continue;
            }

            if (result == SmtpReplyResult.Malformed)
            {
                // Where it is noticed may depend on how much is there; that it is does not.
                found.Add("malformed");
                break;
            }

            if (next == lengths.Count)
            {
                break;
            }

            visible = lengths[next++];
        }

        return found;
    }

    private static string Checked(SmtpServerReply reply)
    {
        Require(reply.Code is >= 200 and < 600 && reply.Lines.Count is > 0 and <= SmtpReplyParser.MaxLines, "a code or number of lines out of bounds");
        Require(reply.Lines.All(l => l.Length <= SmtpReplyParser.MaxLine && !l.AsSpan().ContainsAnyExceptInRange(' ', '~')), "a line that breaks a report");
        var extensions = SmtpServerExtensions.Read(reply);
        Require(extensions.Size >= 0, "a negative size");
        var written = string.Concat(reply.Lines.Select((l, i) => $"{reply.Code}{(i + 1 < reply.Lines.Count ? '-' : ' ')}{l}\r\n"));
        var octets = new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(written));
        Require(
            SmtpReplyParser.Read(ref octets, out var again) == SmtpReplyResult.Reply && again!.ToString() == reply.ToString() && again.Status?.ToString() == reply.Status?.ToString() && octets.IsEmpty,
            $"'{reply}' does not read back");
        return $"{reply.Status}|{reply}";
    }
}

/// <summary>What is sent by DATA: the same octets whatever the cuts, and our own server reads the message back.</summary>
internal sealed class SmtpEncodeTarget : FuzzTarget
{
    public override string Name => "smtp-encode";

    public override IReadOnlyList<string> Tokens { get; } = ["\r\n.\r\n", "\r\n..\r\n", ".", "..", "\r\n", "text", "\r\n."];

    public override int Run(byte[] input, Random random)
    {
        var clean = Encoding.Latin1.GetBytes(
            Encoding.Latin1.GetString(input).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal));
        var whole = Encode(clean, [0..clean.Length]);
        Require(whole.AsSpan().SequenceEqual(Encode(clean, Cuts.Of(clean.Length, random))), "other octets when encoded in pieces");
        var decoder = new SmtpDataDecoder(1 << 20, 1 << 20);
        var output = new ArrayBufferWriter<byte>();
        Require(decoder.Decode(whole, output, out var consumed) && consumed == whole.Length, "the end is elsewhere");
        var expected = clean.AsSpan().EndsWith("\r\n"u8) || clean.Length == 0 ? clean : [.. clean, .. "\r\n"u8];
        Require((decoder.Flaws & SmtpContentFlaws.BareLineEnding) == 0, "a bare line ending is made up");
        Require(decoder.Flaws != SmtpContentFlaws.None || output.WrittenSpan.SequenceEqual(expected), "another message comes out");
        return HashCode.Combine(Math.Min(clean.Length, 30), whole.Length - clean.Length);
    }

    private static byte[] Encode(byte[] message, IEnumerable<Range> cuts)
    {
        var (encoder, output) = (new SmtpDataEncoder(), new ArrayBufferWriter<byte>());
        foreach (var range in cuts)
        {
            encoder.Encode(message.AsSpan(range), output);
        }

        encoder.Finish(output);
        return output.WrittenSpan.ToArray();
    }
}
