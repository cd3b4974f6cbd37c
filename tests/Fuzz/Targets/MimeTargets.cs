using System.Buffers;
using System.Globalization;
using System.Text;
using Mail.Mime;
using Mail.Mime.Compose;
using Mail.Mime.Imap;

namespace Fuzz.Targets;

/// <summary>Messages: offsets in range and nested, the views of IMAP well-formed, the same tree from many segments.</summary>
internal sealed class MimeTarget : FuzzTarget
{
    public override string Name => "mime";

    // In a digest a part is two entities and no more than four octets ("--b" and a line end), and is looked at in ten ways: some 1,150.
    public override long AllocationPerOctet => 1500;

    public override IReadOnlyList<string> Tokens { get; } =
    [
        "Content-Type: multipart/mixed; boundary=b\r\n", "Content-Type: multipart/alternative; boundary=\"bb\"\r\n", "Content-Type: message/rfc822\r\n", "Content-Type: text/html; charset=utf-8\r\n", "\r\n--b\r\n",
        "\r\n--bb\r\n", "--b--\r\n", "--bb--", "\r\n\r\n", "\r\n", "\n", " ", "From: A <a@b.test>\r\n", "To: g: a@b, c@d;\r\n", "Subject: =?utf-8?Q?=C3=A9?=\r\n", "Date: Fri, 20 Nov 2026 10:00:00 +0000\r\n",
        "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n", "Content-Disposition: attachment; filename*0*=utf-8''a; filename*1=b\r\n", "QUJD", "=3D=\r\n", "Message-ID: <a@b>\r\n",
        "In-Reply-To: <c@d>\r\n", "Content-ID: <x>\r\n", "Content-Language: en, de\r\n", "begin 644 f\r\n", "Content-MD5: x\r\n", "multipart/digest", "(comment)", "\"quoted\\\"\"",
    ];

    public override int Run(byte[] input, Random random)
    {
        var root = MimeParser.Parse(input);
        Require(root.Header.Offset == 0 && root.Body.End == input.Length, "the root is not the whole");
        var shape = new HashCode();
        var decoded = new ArrayBufferWriter<byte>();
        foreach (var part in root.Descendants())
        {
            Part(part, input.Length, decoded);
            shape.Add(part.Parts.Count);
            shape.Add(part.Message is null);
        }

        Require(Tree(root) == Tree(MimeParser.Parse(Cuts.Sequence(input, random))), "another tree when cut otherwise");
        Views(root, input, ref shape);
        return shape.ToHashCode();
    }

    private static void Part(MimeEntity part, int length, ArrayBufferWriter<byte> decoded)
    {
        Require(part.Header.Offset >= 0 && part.Header.End == part.Body.Offset && part.Body.End <= length, "offsets out of range");
        Require(part.BodyLines >= 0 && part.BodyLines <= part.Body.Length, "more lines than octets");
        var last = part.Body.Offset;
        foreach (var child in part.Parts)
        {
            Require(child.Header.Offset >= last && child.Body.End <= part.Body.End, "a part outside its parent or over its neighbour");
            last = child.Body.End;
        }

        Require(part.Message is null || (part.Message.Header.Offset == part.Body.Offset && part.Message.Body.End == part.Body.End), "a message that is not its part's body");
        decoded.ResetWrittenCount();
        part.DecodeBody(decoded);
        Require(decoded.WrittenCount <= part.Body.Length + 2, "decoding made a body longer");
    }

    private static string Tree(MimeEntity root)
    {
        var tree = new StringBuilder();
        foreach (var p in root.Descendants())
        {
            tree.Append(CultureInfo.InvariantCulture, $"{p.Header.Offset},{p.Body.Offset},{p.Body.End},{p.BodyLines},{p.ContentType.MediaType};");
        }

        return tree.ToString();
    }

    private static void Views(MimeEntity root, byte[] raw, ref HashCode shape)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var extended in (bool[])[false, true])
        {
            output.ResetWrittenCount();
            BodyStructureWriter.Write(output, root, extended);
            Require(ImapList.IsOne(output.WrittenSpan), "BODYSTRUCTURE is no list: " + Encoding.Latin1.GetString(output.WrittenSpan));
        }

        output.ResetWrittenCount();
        EnvelopeWriter.Write(output, root.HeaderBytes.Span);
        Require(ImapList.IsOne(output.WrittenSpan), "ENVELOPE is no list: " + Encoding.Latin1.GetString(output.WrittenSpan));
        var direct = output.WrittenSpan.ToArray();
        var encoded = MessageSummary.Create(root);
        Require(encoded.Length <= MessageSummary.MaxSize, "a summary beyond its bound");
        var summary = MessageSummary.Read(encoded);
        output.ResetWrittenCount();
        summary.WriteEnvelope(output);
        Require(output.WrittenCount == summary.EnvelopeLength, "the envelope is not as long as it says");
        Require(ImapList.IsOne(output.WrittenSpan), "the summary's ENVELOPE is no list");
        Require(summary.IsTruncated || output.WrittenSpan.SequenceEqual(direct), "the summary's ENVELOPE differs from the message's");
        _ = ImapEnvelope.Parse(raw);
        Require(MimeText.Extract(root, 2000).Length <= 2000, "more text than asked for");
        _ = MimeText.ExtractHeaders(root);
        shape.Add(summary.IsTruncated);
        shape.Add(summary.HasAttachments);
        // A summary from a store that was damaged is refused or read, never worse.
        encoded[encoded.Length / 2] ^= 0x55;
        if (MessageSummary.TryRead(encoded, out var damaged))
        {
            output.ResetWrittenCount();
            damaged.WriteEnvelope(output);
        }
    }
}

/// <summary>Header text (RFC 2047, 2231): never a line end, bounded, the same when read twice.</summary>
internal sealed class HeaderTextTarget : FuzzTarget
{
    public override string Name => "header-text";

    public override IReadOnlyList<string> Tokens { get; } =
    [
        "=?utf-8?Q?=C3=A9?=", "=?utf-8?B?w6k=?=", "=?iso-8859-1?q?a_b?=", "=?utf-8*en?Q?a?=", " ", "\r\n ", "\t", "=?", "?=", "=?utf-8?Q?=C3?= =?utf-8?Q?=A9?=", "=?x-unknown?B?AAAA?=", "=?utf-7?Q?+AAA-?=",
        "=?iso-2022-jp?B?GyRC?=", "=?utf-16?B?/v8=?=", "\u00e9", "=?utf-8?Q??=",
    ];

    public override int Run(byte[] input, Random random)
    {
        var text = HeaderText.Decode(input);
        Require(text.Length <= (input.Length * 2) + 16, "text longer than its encoding");
        Require(text == HeaderText.Decode(input), "read twice, two texts");
        var unfolded = new byte[input.Length];
        Require(HeaderText.Unfold(input, unfolded) <= input.Length, "unfolding made it longer");
        return HashCode.Combine(Math.Min(text.Length, 40), text.Count(c => c > 127), text.Contains('=', StringComparison.Ordinal));
    }
}

/// <summary>Composing: what is written is a clean message, and its texts read back.</summary>
internal sealed class ComposeTarget : FuzzTarget
{
    public override string Name => "compose";

    public override int MostOctets => 16 * 1024;

    public override long AllocationPerOctet => 4000;

    public override IReadOnlyList<string> Tokens { get; } = ["\u00c3\u00a9", "\u00f0\u009f\u0098\u0080", "=?utf-8?Q?x?=", "\r\n", "\r\nBcc: x@y", " ", "\t", "\"", "(", "<a@b>", ",", "e\u00cc\u0088"];

    public override int Run(byte[] input, Random random)
    {
        var text = Encoding.UTF8.GetString(input);
        var composer = new MimeComposer(TimeProvider.System, span => new Random(1).NextBytes(span), "here.test");
        foreach (var utf8 in (bool[])[false, true])
        {
            var output = new ArrayBufferWriter<byte>();
            composer.Compose(
                new MessageDraft { From = [new MailboxAddress(text, "a", "b.test")], Subject = text, Text = text, Date = DateTimeOffset.UnixEpoch, MessageId = "i@here.test", Utf8Header = utf8 },
                output);
            var root = MimeParser.Parse(output.WrittenMemory);
            foreach (var line in Encoding.Latin1.GetString(output.WrittenSpan).Split("\r\n"))
            {
                Require(line.Length <= 998, "a line longer than RFC 5322 allows");
                Require(!line.AsSpan().ContainsAny('\r', '\n'), "a bare CR or LF");
            }

            Require(utf8 || Ascii.IsValid(root.HeaderBytes.Span), "8 bits in a header");
            Require(new HeaderBlock(root.HeaderBytes).TryGet("Bcc"u8, out _) == false, "a header that nobody wrote");
            var subject = new HeaderBlock(root.HeaderBytes).GetText("Subject"u8) ?? "";
            Require(Plain(subject) == Plain(text), $"the subject '{text}' reads back as '{subject}'");
        }

        return HashCode.Combine(text.Length, text.Count(c => c > 127));
    }

    /// <summary>Without what folding may change.</summary>
    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c)));
}

/// <summary>Address lists: every address is one line, and flattening bounded by the input.</summary>
internal sealed class AddressListTarget : FuzzTarget
{
    public override string Name => "address-list";

    public override IReadOnlyList<string> Tokens { get; } =
        ["a@b.test", "<", ">", "\"", "\\", "(", ")", ",", ";", ":", "group:", "@[127.0.0.1]", "=?utf-8?Q?=C3=A9?=", "\r\n ", "A. B. <a@b>", "<@r,@s:a@b>", ".", " ", "undisclosed-recipients:;"];

    public override int Run(byte[] input, Random random)
    {
        var list = AddressList.Parse(input);
        var flat = AddressList.Flatten(list).ToList();
        Require(flat.Count <= input.Length, "more addresses than octets");
        foreach (var address in flat)
        {
            Require(address.Address.Length <= (input.Length * 2) + 16, "an address longer than its input");
        }

        return HashCode.Combine(Math.Min(flat.Count, 10), Math.Min(list.Count, 10), list.OfType<GroupAddress>().Any());
    }
}

/// <summary>Dates of messages and of IMAP: what is written reads back.</summary>
internal sealed class DateTarget : FuzzTarget
{
    public override string Name => "date";

    public override IReadOnlyList<string> Tokens { get; } =
        ["Fri, ", "20 Nov 2026 ", "10:00:00 ", "+0000", "-2359", "EST", "(comment)", "99", "1-Jan-2026", "\"01-Jan-2026 00:00:00 +0000\"", " ", "29 Feb 2024", "24:00", "60", "+9999", "00", "9999", "31 Dec 0001"];

    public override int Run(byte[] input, Random random)
    {
        var mail = MailDate.TryParse(input, out var date);
        if (mail)
        {
            var text = MailDate.Format(date);
            Require(MailDate.TryParse(Encoding.ASCII.GetBytes(text), out var again), $"{text} does not read back");
            Require(again.ToUnixTimeSeconds() == date.ToUnixTimeSeconds() && again.Offset == date.Offset, $"{text} reads back as {again:O}");
        }

        if (Mail.Protocols.Imap.ImapDate.TryParseDateTime(input, out var internalDate))
        {
            Span<byte> formatted = stackalloc byte[Mail.Protocols.Imap.ImapDate.DateTimeLength + 8];
            var length = Mail.Protocols.Imap.ImapDate.Format(internalDate, formatted);
            Require(Mail.Protocols.Imap.ImapDate.TryParseDateTime(formatted[..length].Trim((byte)'"'), out var back) || Mail.Protocols.Imap.ImapDate.TryParseDateTime(formatted[..length], out back), "an IMAP date does not read back");
            Require(back == internalDate, "an IMAP date reads back otherwise");
        }

        _ = Mail.Protocols.Imap.ImapDate.TryParseDate(input, out _);
        return HashCode.Combine(mail, date.Offset.Hours, date.Year / 100);
    }
}
