using System.Buffers;
using System.Text;
using Mail.Gateway.Smtp.Submission;
using Mail.Mime;
using Mail.Protocols.Imap;
using Mail.Protocols.Smtp;

namespace Fuzz.Targets;

/// <summary>Trace fields: counted and found the same whatever the cuts, and as a slow reader of lines does it.</summary>
internal sealed class TraceFieldsTarget : FuzzTarget
{
    private const string Address = "a@b.test";

    public override string Name => "trace-fields";

    public override IReadOnlyList<string> Tokens { get; } =
        ["Received: by x\r\n", "received:", "Delivered-To: a@b.test\r\n", "Delivered-To:A@B.TEST\r\n", "Delivered-To:\r\n a@b.test\r\n", "\r\n\r\n", " folded\r\n", "X: y\r\n", "\n", "\r", "Delivered-To: "];

    public override int Run(byte[] input, Random random)
    {
        var (whole, cut) = (new ReadOnlySequence<byte>(input), Cuts.Sequence(input, random));
        var (count, passed) = (TraceFields.CountReceived(whole), TraceFields.WasDeliveredTo(whole, Address));
        Require(count == TraceFields.CountReceived(cut), "another count when cut otherwise");
        Require(passed == TraceFields.WasDeliveredTo(cut, Address), "found or not by the cuts");
        var lines = Encoding.Latin1.GetString(input).Split('\n').TakeWhile(l => l != "\r").ToList();
        var ended = Encoding.Latin1.GetString(input).Contains("\n\r\n", StringComparison.Ordinal) || input.AsSpan().StartsWith("\r\n"u8);
        var expected = lines.Count(l => l.StartsWith("Received:", StringComparison.OrdinalIgnoreCase));
        Require(!ended || count == expected, $"{count} Received fields counted, {expected} there");
        Require(!passed || lines.Exists(l => l.StartsWith("Delivered-To:", StringComparison.OrdinalIgnoreCase) && l.Contains(Address, StringComparison.OrdinalIgnoreCase)), "found what is not there");
        var mark = new ArrayBufferWriter<byte>();
        TraceFields.WriteDeliveredTo(mark, Address);
        Require(TraceFields.WasDeliveredTo(new ReadOnlySequence<byte>([.. mark.WrittenSpan, .. input]), "A@b.TEST"), "its own mark is not found");
        return HashCode.Combine(Math.Min(count, 20), passed, ended);
    }
}

/// <summary>The header of a submitted message: blind recipients are gone however they are written, everything else stays, in its order.</summary>
internal sealed class SubmittedHeaderTarget : FuzzTarget
{
    public override string Name => "submitted-header";

    public override IReadOnlyList<string> Tokens { get; } =
        ["Bcc: x@y.test\r\n", "Return-Path: <x@y.test>\r\n", "BCC:\r\n", "bcc : z@y.test\r\n", "Resent-Bcc: a@b.test,\r\n c@d.test\r\n", "From: a@b.test\r\n", "Sender: a@b.test\r\n", "Date: x\r\n", "Message-ID: <a@b>\r\n", "Subject: y\r\n", " folded\r\n", "\tfolded\r\n", "Bcc\r\n", ":", "X-Bcc: kept\r\n", "\r\n", "<", "\"", "("];

    public override int Run(byte[] input, Random random)
    {
        var text = Encoding.Latin1.GetString(input).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n\r\n";
        var message = Encoding.Latin1.GetBytes(text);
        var end = SubmittedHeader.FindEnd(new ReadOnlySequence<byte>(message), 1 << 20);
        Require(end == SubmittedHeader.FindEnd(Cuts.Sequence(message, random), 1 << 20), "another end when cut otherwise");
        Require(end >= 0 && end <= message.Length, "an end beyond the message");
        var header = SubmittedHeader.Read(message.AsMemory(0, (int)end));
        var mended = header.Mend("<id@host.test>", DateTimeOffset.UnixEpoch);
        var again = SubmittedHeader.Read(mended);
        Require(!again.NeedsChange, "what was mended needs it again");
        Require(again.FromFields == header.FromFields && again.SenderFields == header.SenderFields && again.Senders.SequenceEqual(header.Senders), "another author after mending");
        var (before, after) = (Fields(message.AsMemory(0, (int)end)), Fields(mended));
        Require(!after.Exists(IsTakenOut), "what is to be taken out is still there");
        var kept = before.FindAll(f => !IsTakenOut(f));
        Require(after.Count - kept.Count is >= 0 and <= 2 && (after.Skip(after.Count - kept.Count).SequenceEqual(kept) || after.Take(kept.Count).SequenceEqual(kept)), "a field that is nobody's secret is lost, changed or moved");
        return HashCode.Combine(header.NeedsChange, header.FromFields > 0, before.Count - kept.Count, Math.Min(before.Count, 10));
    }

    private static bool IsTakenOut(string field) =>
        field.Split(':')[0].TrimEnd(' ', '\t') is var name && (name.Equals("Bcc", StringComparison.OrdinalIgnoreCase) || name.Equals("Resent-Bcc", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Return-Path", StringComparison.OrdinalIgnoreCase))
        && field.Contains(':', StringComparison.Ordinal);

    private static List<string> Fields(ReadOnlyMemory<byte> header)
    {
        var found = new List<string>();
        foreach (var field in new HeaderBlock(header))
        {
            found.Add(Encoding.Latin1.GetString(field.Raw));
        }

        return found;
    }
}

/// <summary>Patterns of LIST: as the definition says, and no slower than the name is long, however long the pattern is.</summary>
internal sealed class MailboxPatternTarget : FuzzTarget
{
    public override string Name => "mailbox-pattern";

    public override int MostOctets => 4096;

    // The oracle is a table of both lengths.
    public override long AllocationPerOctet => 4000;

    public override IReadOnlyList<string> Tokens { get; } = ["*", "%", "/", "INBOX", "inbox", "a", "a/b", "**", "%%", "*%", "%*", "\n", "*a", "%b", "Work"];

    public override int Run(byte[] input, Random random)
    {
        var text = Encoding.Latin1.GetString(input);
        var cut = text.IndexOf('\n', StringComparison.Ordinal);
        var (pattern, name) = cut < 0 ? (text, "Work/Now") : (text[..cut], text[(cut + 1)..]);
        name = name.Length > 200 ? name[..200] : name;
        var matches = new MailboxPattern(pattern[..(pattern.Length / 3)], pattern[(pattern.Length / 3)..], '/').Matches(name);
        Require(matches == Definition(pattern, name), $"'{pattern}' and '{name}': {matches}");
        return HashCode.Combine(matches, Math.Min(pattern.Length, 20), Math.Min(name.Length, 10));
    }

    private static bool Definition(string pattern, string name)
    {
        var inbox = name.StartsWith("INBOX", StringComparison.OrdinalIgnoreCase) && (name.Length == 5 || name[5] == '/') ? 5 : 0;
        var row = new bool[name.Length + 1];
        row[0] = true;
        foreach (var p in pattern)
        {
            var next = new bool[name.Length + 1];
            for (var n = 0; n <= name.Length; n++)
            {
                next[n] = p is '*' or '%'
                    ? row[n] || (n > 0 && next[n - 1] && (p == '*' || name[n - 1] != '/'))
                    : n > 0 && row[n - 1] && (p == name[n - 1] || (n <= inbox && char.ToUpperInvariant(p) == char.ToUpperInvariant(name[n - 1])));
            }

            row = next;
        }

        return row[^1];
    }
}
