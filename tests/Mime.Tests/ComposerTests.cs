using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mail.Mime.Compose;

namespace Mail.Mime.Tests;

public sealed class ComposerTests
{
    private static readonly MailboxAddress Alice = new("Alice", "alice", "example.org");

    [Fact]
    public void Text_message_is_as_simple_as_can_be()
    {
        byte[] raw = Composer().Compose(new MessageDraft
        {
            From = [Alice], To = [new MailboxAddress(null, "bob", "example.net")], Subject = "Hi", MessageId = "1@x", Text = "one\ntwo\n",
        });
        Assert.Equal(
            "Date: Thu, 05 Mar 2026 09:07:01 +0000\r\nFrom: Alice <alice@example.org>\r\nTo: bob@example.net\r\nSubject: Hi\r\n"
            + "Message-ID: <1@x>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\none\r\ntwo\r\n",
            Raw.Text(raw));
    }

    [Fact]
    public void Alternatives_pictures_and_files_nest()
    {
        byte[] raw = Composer().Compose(new MessageDraft
        {
            From = [Alice],
            Text = "t\u20ac",
            Html = "<p>h</p>",
            Inline = [new MimeAttachment("image/png", new byte[] { 1, 2 }) { ContentId = "i@x" }],
            Attachments =
            [
                new MimeAttachment("application/pdf", new byte[300]) { FileName = "R\u00e9sum\u00e9 \u20ac and a very long name that needs to be cut into sections.pdf" },
                new MimeAttachment("message/rfc822", Encoding.ASCII.GetBytes("Subject: inner\r\n\r\nx")),
            ],
        });
        MimeEntity root = MimeParser.Parse(raw);
        Assert.Equal("multipart/mixed", root.ContentType.MediaType);
        Assert.Equal(["multipart/alternative", "application/pdf", "message/rfc822"], root.Parts.Select(p => p.ContentType.MediaType));
        MimeEntity page = root.Parts[0];
        Assert.Equal("t\u20ac", page.Parts[0].DecodeText());
        Assert.Equal(["text/html", "image/png"], page.Parts[1].Parts.Select(p => p.ContentType.MediaType));
        Assert.Equal("i@x", page.Parts[1].Parts[1].ContentId);
        Assert.Equal("R\u00e9sum\u00e9 \u20ac and a very long name that needs to be cut into sections.pdf", root.Parts[1].FileName);
        Assert.Equal(new byte[300], root.Parts[1].DecodeBody());
        Assert.Equal("inner", root.Parts[2].Message?.Headers.GetText("Subject"u8));
        Assert.Equal(4, root.Descendants().Count(p => p is { IsMultipart: false, Parent: not null, Message: null } && p.Parent.Message is null));
        AssertShortLines(raw, 78);
    }

    [Fact]
    public void Raw_utf8_header_for_smtputf8()
    {
        byte[] raw = Composer().Compose(new MessageDraft
        {
            From = [new MailboxAddress("J\u00f6rg", "j\u00f6rg", "b\u00fccher.example")], Subject = "Gr\u00fc\u00dfe", Text = "", Utf8Header = true,
        });
        Assert.Contains("From: \"J\u00f6rg\" <j\u00f6rg@b\u00fccher.example>\r\n", Encoding.UTF8.GetString(raw));
        Assert.Contains("Subject: Gr\u00fc\u00dfe\r\n", Encoding.UTF8.GetString(raw));
    }

    [Fact]
    public void International_domain_becomes_its_a_label_without_smtputf8()
    {
        byte[] raw = Composer().Compose(new MessageDraft { From = [new MailboxAddress(null, "j", "b\u00fccher.example")] });
        Assert.Contains("From: j@xn--bcher-kva.example\r\n", Raw.Text(raw));
    }

    [Theory]
    [InlineData("a", "x\r\nBcc: v")]
    [InlineData("a\r\nb", "x")]
    [InlineData("\u00fc", "x")]
    [InlineData("a", "x>,<y")]
    public void Addresses_that_cannot_stand_in_a_header_are_refused(string local, string domain) =>
        Assert.Throws<ArgumentException>(() => Composer().Compose(new MessageDraft { From = [new MailboxAddress(null, local, domain)] }));

    [Fact]
    public void Line_breaks_in_values_make_no_new_fields()
    {
        byte[] raw = Composer().Compose(new MessageDraft
        {
            From = [new MailboxAddress("A\r\nBcc: v@x", "a", "x")], Subject = "s\r\nBcc: v@x", ExtraFields = [new("X-A", "b\nBcc: v@x")], Text = "",
        });
        Assert.False(MimeParser.Parse(raw).Headers.TryGet("Bcc"u8, out _));
    }

    [Fact]
    public void Delivery_report_has_its_three_parts()
    {
        byte[] original = Raw.Message("From: a@x\nSubject: lost\n\nsecret body\n");
        byte[] raw = new DeliveryReportComposer(Composer()).Compose(new DeliveryReport
        {
            From = new MailboxAddress("Mail Delivery System", "postmaster", "mx.example"),
            To = Alice,
            Subject = "Undeliverable: lost",
            Text = "Sorry.\n",
            ReportingMta = "mx.example",
            OriginalEnvelopeId = "QQ314159",
            Original = original,
            Recipients =
            [
                new RecipientStatus("bob@example.net", DeliveryAction.Failed, "5.1.1")
                {
                    RemoteMta = "in.example.net", DiagnosticCode = "550 5.1.1 no\r\nsuch \u00fcser", OriginalRecipient = "rfc822;Bob@example.net",
                },
                new RecipientStatus("eve@example.net", DeliveryAction.Delayed, "4.4.1"),
            ],
        });
        MimeEntity root = MimeParser.Parse(raw);
        Assert.Equal("delivery-status", root.ContentType.Parameters["report-type"]);
        Assert.Equal(["text/plain", "message/delivery-status", "text/rfc822-headers"], root.Parts.Select(p => p.ContentType.MediaType));
        Assert.Equal(
            "Original-Envelope-Id: QQ314159\r\nReporting-MTA: dns;mx.example\r\n\r\nOriginal-Recipient: rfc822;Bob@example.net\r\n"
            + "Final-Recipient: rfc822;bob@example.net\r\nAction: failed\r\nStatus: 5.1.1\r\nRemote-MTA: dns;in.example.net\r\n"
            + "Diagnostic-Code: smtp; 550 5.1.1 no such ?ser\r\n\r\nFinal-Recipient: rfc822;eve@example.net\r\nAction: delayed\r\nStatus: 4.4.1\r\n",
            root.Parts[1].Body.In(raw));
        Assert.DoesNotContain("secret", Raw.Text(raw));
        Assert.Equal("auto-replied", root.Headers.GetText("Auto-Submitted"u8));
    }

    [Fact]
    public void International_recipients_are_reported_in_utf8()
    {
        byte[] raw = new DeliveryReportComposer(Composer()).Compose(new DeliveryReport
        {
            From = Alice, To = Alice, Subject = "s", Text = "t", ReportingMta = "mx",
            Recipients = [new RecipientStatus("j\u00f6rg@x", DeliveryAction.Failed, "5.1.1")],
        });
        MimeEntity status = MimeParser.Parse(raw).Parts[1];
        Assert.Equal("message/global-delivery-status", status.ContentType.MediaType);
        Assert.Contains("Final-Recipient: utf-8;j\u00f6rg@x", status.DecodeText());
    }

    [Fact]
    public void What_is_composed_is_read_back()
    {
        Gen<string> text = Gen.Elements("a", "B ", " ", "  ", "\u00e9", "\u20ac", "\ud83d\ude00", "=?", "?=", "=", "\"", "\\", ",", "<", ">", "(", ";", ".", "From ", "--", "word", "\u65e5\u672c", "_", "x y", "\t")
            .ListOf().Select(string.Concat);
        var drafts = from subject in text
                     from name in text
                     from body in text
                     from file in text
                     from utf8 in Gen.Elements(true, false)
                     select (subject, name, body, file, utf8);
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(drafts.ToArbitrary(), d => RoundTrip(d.subject, d.name, d.body, d.file, d.utf8)));
    }

    private static void RoundTrip(string subject, string name, string body, string file, bool utf8)
    {
        byte[] raw = Composer().Compose(new MessageDraft
        {
            From = [new MailboxAddress(name, "a.b", "x.example"), new GroupAddress("g", [new MailboxAddress(null, "c d", "y")])],
            Subject = subject,
            Text = body,
            Attachments = [new MimeAttachment("a/b", Encoding.UTF8.GetBytes(body)) { FileName = file }],
            Utf8Header = utf8,
        });
        TreeInvariants.Check(raw);
        MimeEntity root = MimeParser.Parse(raw);
        Assert.Equal(subject.Replace('\t', ' '), root.Headers.GetText("Subject"u8));
        IReadOnlyList<HeaderAddress> from = root.Headers.GetAddresses("From"u8);
        string expectedName = name.Replace('\t', ' ').Trim();
        Assert.Equal(new MailboxAddress(expectedName.Length == 0 ? null : expectedName, "a.b", "x.example"), from[0]);
        Assert.Equal("c d@y", ((GroupAddress)from[1]).Members.Single().Address);
        Assert.Equal(body, root.Parts[0].DecodeText());
        Assert.Equal(Encoding.UTF8.GetBytes(body), root.Parts[1].DecodeBody());
        Assert.Equal(file.Replace('\t', ' '), root.Parts[1].FileName);
        AssertShortLines(raw, utf8 ? 998 : 78, headerOnly: true);
    }

    private static void AssertShortLines(byte[] raw, int length, bool headerOnly = false)
    {
        string text = headerOnly ? MimeParser.Parse(raw).Header.In(raw) : Raw.Text(raw);
        Assert.All(text.Split("\r\n"), line => Assert.True(line.Length <= length, line));
    }

    private static MimeComposer Composer()
    {
        var random = new Random(1);
        return new MimeComposer(new FixedClock(new DateTimeOffset(2026, 3, 5, 9, 7, 1, TimeSpan.Zero)), random.NextBytes, "host.example");
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
