using Mail.Mime.Imap;

namespace Mail.Mime.Tests;

public sealed class SummaryTests
{
    private const string Full =
        "Date: Mon, 7 Feb 1994 21:52:25 -0800 (PST)\nFrom: Fred Foobar <foobar@Blurdybloop.example>\nSubject: =?utf-8?q?afternoon_=E2=82=AC?=\n meeting\n"
        + "To: mooch@owatagu.example, \"Q \\\"x\\\" Y\" <q@y>\nCc: team: a@x, B <b@y>;\nMessage-Id: <B27397-0100000@Blurdybloop.example>\n"
        + "References: <a@x>\n <b@y>\nContent-Type: TEXT/Html; charset=utf-8\n\nhi\n";

    [Fact]
    public void Envelope_of_the_summary_equals_the_envelope_of_the_message()
    {
        byte[] raw = Raw.Message(Full);
        byte[] encoded = MessageSummary.Create(raw);
        string direct = Raw.Written(w => EnvelopeWriter.Write(w, raw));
        Assert.Equal(direct, Raw.Written(w => MessageSummary.Read(encoded).WriteEnvelope(w)));
        Assert.Equal(
            "(\"Mon, 7 Feb 1994 21:52:25 -0800 (PST)\" \"=?utf-8?q?afternoon_=E2=82=AC?= meeting\" "
            + "((\"Fred Foobar\" NIL \"foobar\" \"Blurdybloop.example\")) ((\"Fred Foobar\" NIL \"foobar\" \"Blurdybloop.example\")) "
            + "((\"Fred Foobar\" NIL \"foobar\" \"Blurdybloop.example\")) "
            + "((NIL NIL \"mooch\" \"owatagu.example\")(\"Q \\\"x\\\" Y\" NIL \"q\" \"y\")) "
            + "((NIL NIL \"team\" NIL)(NIL NIL \"a\" \"x\")(\"B\" NIL \"b\" \"y\")(NIL NIL NIL NIL)) NIL NIL "
            + "\"<B27397-0100000@Blurdybloop.example>\")",
            direct);
    }

    [Fact]
    public void Values_come_back_decoded()
    {
        byte[] encoded = MessageSummary.Create(Raw.Message(Full));
        MessageSummary summary = MessageSummary.Read(encoded);
        Assert.Equal("afternoon \u20ac meeting", summary.Subject);
        Assert.Equal("<a@x> <b@y> ", Raw.Text(summary.References));
        Assert.Equal("text/html", Raw.Text(summary.MediaType));
        Assert.Equal(new DateTimeOffset(1994, 2, 7, 21, 52, 25, TimeSpan.FromHours(-8)).ToUnixTimeSeconds(), summary.DateUnixSeconds);
        Assert.Equal(["q@y"], summary.Addresses(EnvelopeField.To).Skip(1).Select(a => a.Address));
        Assert.Equal(["a@x", "b@y"], summary.Addresses(EnvelopeField.Cc).Select(a => a.Address));
        Assert.Equal("Fred Foobar", summary.Addresses(EnvelopeField.Sender)[0].DisplayName);
        Assert.False(summary.HasAttachments);
        Assert.False(summary.IsTruncated);
    }

    [Fact]
    public void Long_lists_are_cut_between_addresses()
    {
        string to = string.Join(",\n ", Enumerable.Range(0, 5000).Select(i => $"User Number {i} <user{i}@example.org>"));
        byte[] encoded = MessageSummary.Create(Raw.Message($"From: a@x\nSubject: {new string('s', 5000)}\nTo: g: {to};\nCc: c@y\n\n"));
        MessageSummary summary = MessageSummary.Read(encoded);
        Assert.True(encoded.Length <= MessageSummary.MaxSize);
        Assert.True(summary.IsTruncated);
        Assert.InRange(summary.Addresses(EnvelopeField.To).Count, 20, 100);
        Assert.Equal("c@y", summary.Addresses(EnvelopeField.Cc).Single().Address);
        Assert.EndsWith("(NIL NIL NIL NIL))", Raw.Text(summary.EnvelopeText(EnvelopeField.To)));
        Assert.Equal(new string('s', 983), summary.Subject);
    }

    [Fact]
    public void Eight_bit_text_becomes_a_literal_and_nothing_becomes_nil()
    {
        byte[] encoded = MessageSummary.Create(Raw.Octets("Subject: gr\u00fcn\r\n\r\n"));
        Assert.Equal("(NIL {4}\r\ngr\u00fcn NIL NIL NIL NIL NIL NIL NIL NIL)", Raw.Written(w => MessageSummary.Read(encoded).WriteEnvelope(w)));
        Assert.Equal("gr\u00fcn", MessageSummary.Read(encoded).Subject);
    }

    [Fact]
    public void Damaged_encodings_are_refused()
    {
        byte[] encoded = MessageSummary.Create(Raw.Message(Full));
        Assert.False(MessageSummary.TryRead(encoded.AsSpan(0, encoded.Length - 1), out _));
        Assert.False(MessageSummary.TryRead(encoded.AsSpan(0, 9), out _));
        encoded[0] = 99;
        Assert.False(MessageSummary.TryRead(encoded, out _));
    }

    [Theory]
    [InlineData("Content-Type: text/plain\n\nx", false)]
    [InlineData("Content-Type: application/pdf\n\nx", true)]
    [InlineData("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\nContent-Type: image/png\n\nx\n--b--", true)]
    [InlineData("Content-Type: multipart/related; boundary=b\n\n--b\n\nx\n--b\nContent-Type: image/png\nContent-ID: <i>\n\nx\n--b--", false)]
    [InlineData("Content-Type: multipart/signed; boundary=b\n\n--b\n\nx\n--b\nContent-Type: application/pgp-signature\n\nx\n--b--", false)]
    [InlineData("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Disposition: attachment; filename=a.txt\n\nx\n--b--", true)]
    public void Attachments_are_noticed(string text, bool expected)
    {
        byte[] encoded = MessageSummary.Create(Raw.Message(text));
        Assert.Equal(expected, MessageSummary.Read(encoded).HasAttachments);
    }
}
