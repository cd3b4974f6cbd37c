using System.Buffers;
using System.Text;
using Mail.Protocols.Smtp;

namespace Fuzz.Targets;

/// <summary>Lines and commands: the same lines whatever the cuts; a command or an error.</summary>
internal sealed class SmtpCommandTarget : FuzzTarget
{
    public override string Name => "smtp-command";

    public override IReadOnlyList<string> Tokens { get; } =
    [
        "MAIL FROM:", "RCPT TO:", "<a@b.test>", "<>", " SIZE=", "1000", " BODY=8BITMIME", " SMTPUTF8", " RET=HDRS", " ENVID=", " NOTIFY=NEVER", "SUCCESS,DELAY", " ORCPT=rfc822;", "+2B",
        "EHLO ", "HELO ", "[127.0.0.1]", "[IPv6:::1]", "BDAT ", " LAST", "AUTH PLAIN ", "\"a b\"@", "<@r.test,@s.test:a@b.test>", "Postmaster", "xn--", "STARTTLS", "\r\n", "QUIT", "NOOP x",
    ];

    public override int Run(byte[] input, Random random)
    {
        var whole = Lines(new ReadOnlySequence<byte>(input));
        var cut = Lines(Cuts.Sequence(input, random));
        Require(whole.SequenceEqual(cut), "other lines when cut otherwise");
        var shape = new HashCode();
        foreach (var (kind, text) in whole.Take(50))
        {
            shape.Add(kind);
            if (kind == SmtpLineResult.Line)
            {
                shape.Add(Parse(text));
            }
        }

        return shape.ToHashCode();
    }

    private static int Parse(string line)
    {
        var shape = 0;
        foreach (var utf8 in (bool[])[false, true])
        {
            var good = SmtpCommandParser.TryParse(Encoding.Latin1.GetBytes(line), utf8, out var command, out var error);
            Require(good ? command is not null : error is { Code: >= 500 and < 600 }, "neither a command nor a permanent refusal");
            shape = (shape * 31) + (good ? (int)command!.Verb : error!.Code + error.Lines[0].Length);
            if (command is SmtpCommand.Mail mail)
            {
                Require(mail.Parameters.Size is null or >= 0, "a negative size");
                RoundTrip(mail.ReversePath, "MAIL FROM", utf8);
            }
            else if (command is SmtpCommand.Rcpt rcpt)
            {
                RoundTrip(rcpt.ForwardPath, "RCPT TO", utf8);
            }
            else if (command is SmtpCommand.Bdat bdat)
            {
                Require(bdat.Size >= 0, "a negative chunk");
            }
        }

        return shape;
    }

    private static void RoundTrip(SmtpPath path, string verb, bool utf8)
    {
        var text = path.ToString();
        Require(!text.AsSpan().ContainsAny('\r', '\n', '\0'), "a line end within a path");
        var parameters = verb[0] == 'M' && !Ascii.IsValid(text) ? " SMTPUTF8" : "";
        Require(
            SmtpCommandParser.TryParse(Encoding.UTF8.GetBytes($"{verb}:<{text}>{parameters}"), utf8, out var again, out var error),
            $"<{text}> does not read back: {error?.Lines[0]}");
        var read = again is SmtpCommand.Mail mail ? mail.ReversePath : ((SmtpCommand.Rcpt)again!).ForwardPath;
        Require(read.ToString() == text, $"<{text}> reads back as <{read}>");
    }

    private static List<(SmtpLineResult, string)> Lines(ReadOnlySequence<byte> input)
    {
        var reader = new SmtpLineReader();
        var lines = new List<(SmtpLineResult, string)>();
        while (true)
        {
            var kind = reader.Read(ref input, SmtpLimits.CommandLine, out var line);
            if (kind == SmtpLineResult.Incomplete)
            {
                return lines;
            }

            lines.Add((kind, Encoding.Latin1.GetString(line)));
        }
    }
}

/// <summary>DATA: the same message, flaws and end whatever the cuts; what was dot-stuffed comes back.</summary>
internal sealed class SmtpDataTarget : FuzzTarget
{
    public override string Name => "smtp-data";

    public override IReadOnlyList<string> Tokens { get; } = ["\r\n.\r\n", "\r\n..", "\r\n.", ".", "\r", "\n", "\n.\n", "\r.\r", "text", "\r\n"];

    public override int Run(byte[] input, Random random)
    {
        var whole = Decode(input, [0..input.Length]);
        var cut = Decode(input, Cuts.Of(input.Length, random));
        // Of a message that is refused, what was written before the flaw showed depends on the cuts.
        Require(whole.Flaws != SmtpContentFlaws.None || whole.Text.SequenceEqual(cut.Text), "another message when cut otherwise");
        Require(whole.Flaws == cut.Flaws && whole.Length == cut.Length && whole.End == cut.End, "other flaws, length or end when cut otherwise");
        var end = input.AsSpan().IndexOf("\r\n.\r\n"u8);
        var begin = input.AsSpan().StartsWith(".\r\n"u8);
        Require((whole.End >= 0) == (begin || end >= 0), "the end is CRLF.CRLF and nothing else");
        Require(whole.End < 0 || whole.End == (begin ? 3 : end + 5), "another end");
        RoundTrip(input);
        return HashCode.Combine(whole.Flaws, whole.End >= 0, Math.Min(whole.Text.Length, 20));
    }

    private static void RoundTrip(byte[] input)
    {
        var clean = Encoding.Latin1.GetString(input).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n";
        var stuffed = clean.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        stuffed = (stuffed[0] == '.' ? "." : "") + stuffed + ".\r\n";
        var (text, flaws, _, end) = Decode(Encoding.Latin1.GetBytes(stuffed), [0..stuffed.Length]);
        Require(end == stuffed.Length, "a stuffed message ends elsewhere");
        Require(flaws != SmtpContentFlaws.None || Encoding.Latin1.GetString(text) == clean, "a stuffed message comes back otherwise");
        Require((flaws & SmtpContentFlaws.BareLineEnding) == 0, "a clean message has a bare line ending");
    }

    private static (byte[] Text, SmtpContentFlaws Flaws, long Length, int End) Decode(byte[] input, IEnumerable<Range> cuts)
    {
        var decoder = new SmtpDataDecoder(100_000, 1000);
        var output = new ArrayBufferWriter<byte>();
        var at = 0;
        foreach (var range in cuts)
        {
            var done = decoder.Decode(input.AsSpan(range), output, out var consumed);
            at += consumed;
            if (done)
            {
                return (output.WrittenSpan.ToArray(), decoder.Flaws, decoder.Length, at);
            }
        }

        Require(at == input.Length, "octets left over without an end");
        return (output.WrittenSpan.ToArray(), decoder.Flaws, decoder.Length, -1);
    }
}

/// <summary>BDAT: octet for octet, the same flaws whatever the cuts.</summary>
internal sealed class SmtpChunkTarget : FuzzTarget
{
    public override string Name => "smtp-chunk";

    public override IReadOnlyList<string> Tokens { get; } = ["\r\n", "\r", "\n", "text", "\r\r\n", new string('x', 1000)];

    public override int Run(byte[] input, Random random)
    {
        var (whole, flaws) = Decode(input, [0..input.Length]);
        var (cut, flawsOfCut) = Decode(input, Cuts.Of(input.Length, random));
        Require(flaws == flawsOfCut, "other flaws when cut otherwise");
        Require(flaws != SmtpContentFlaws.None || (whole.SequenceEqual(input) && cut.SequenceEqual(input)), "a good message is changed");
        var text = Encoding.Latin1.GetString(input).Replace("\r\n", "", StringComparison.Ordinal);
        Require(((flaws & SmtpContentFlaws.BareLineEnding) != 0) == text.AsSpan().ContainsAny('\r', '\n'), "bare line endings are missed or made up");
        return HashCode.Combine(flaws, Math.Min(input.Length, 20));
    }

    private static (byte[] Text, SmtpContentFlaws Flaws) Decode(byte[] input, IEnumerable<Range> cuts)
    {
        var decoder = new SmtpChunkDecoder(100_000, 1000);
        var output = new ArrayBufferWriter<byte>();
        foreach (var range in cuts)
        {
            decoder.Decode(input.AsSpan(range), output);
        }

        decoder.Complete();
        return (output.WrittenSpan.ToArray(), decoder.Flaws);
    }
}
