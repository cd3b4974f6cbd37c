namespace Mail.Mime.Tests;

public sealed class ParserTests
{
    [Fact]
    public void Plain_message_has_header_with_blank_line_and_body()
    {
        byte[] raw = Raw.Message("From: a@x\nSubject: s\n\nline 1\nline 2\n");
        MimeEntity root = MimeParser.Parse(raw);
        Assert.Equal("From: a@x\r\nSubject: s\r\n\r\n", root.Header.In(raw));
        Assert.Equal("line 1\r\nline 2\r\n", root.Body.In(raw));
        Assert.Equal(2, root.BodyLines);
        Assert.Equal("text/plain", root.ContentType.MediaType);
    }

    [Fact]
    public void Bare_line_feeds_are_line_ends()
    {
        byte[] raw = Raw.Octets("Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\nX: y\n\ntwo\n--b--\nend\n");
        MimeEntity root = MimeParser.Parse(raw);
        Assert.Equal(["one", "two"], root.Parts.Select(p => p.Body.In(raw)));
        Assert.Equal("end\n", root.Epilogue.In(raw));
    }

    [Fact]
    public void Line_break_before_a_delimiter_belongs_to_it()
    {
        byte[] raw = Raw.Message("Content-Type: multipart/mixed; boundary=\"b\"\n\npre\n--b\nA: 1\n\none\n\n--b  \n\ntwo\n--b--\nepi\n");
        MimeEntity root = MimeParser.Parse(raw);
        Assert.Equal("pre", root.Preamble.In(raw));
        Assert.Equal(["one\r\n", "two"], root.Parts.Select(p => p.Body.In(raw)));
        Assert.Equal([1, 0], root.Parts.Select(p => p.BodyLines));
        Assert.Equal("A: 1\r\n\r\n", root.Parts[0].Header.In(raw));
    }

    [Theory]
    [InlineData("--bound\n\none\n--boundary\n\ntwo\n--bound--\n", "one\r\n--boundary\r\n\r\ntwo")]
    [InlineData("--bound\n\none\n--boun\n--bound--x\n--bound--\n", "one\r\n--boun\r\n--bound--x")]
    [InlineData("--bound\n\none\n --bound\n-- bound\n--bound--", "one\r\n --bound\r\n-- bound")]
    public void Lines_like_the_boundary_do_not_end_the_part(string body, string expected)
    {
        byte[] raw = Raw.Message("Content-Type: multipart/mixed; boundary=bound\n\n" + body);
        Assert.Equal([expected], MimeParser.Parse(raw).Parts.Select(p => p.Body.In(raw)));
    }

    [Fact]
    public void Inner_boundary_with_the_outer_one_as_prefix()
    {
        byte[] raw = Raw.Message(
            "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/alternative; boundary=ab\n\n"
            + "--ab\n\none\n--ab\n\ntwo\n--ab--\n--a\n\nthree\n--a--\n");
        MimeEntity root = MimeParser.Parse(raw);
        Assert.Equal(["one", "two"], root.Parts[0].Parts.Select(p => p.Body.In(raw)));
        Assert.Equal("three", root.Parts[1].Body.In(raw));
    }

    [Fact]
    public void Unclosed_inner_multipart_ends_at_the_outer_delimiter()
    {
        byte[] raw = Raw.Message(
            "Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\none\n--o\n\ntwo");
        MimeEntity root = MimeParser.Parse(raw);
        Assert.Equal("one", root.Parts[0].Parts[0].Body.In(raw));
        Assert.Equal("two", root.Parts[1].Body.In(raw));
        Assert.Equal(raw.Length, root.Body.End);
    }

    [Fact]
    public void Same_boundary_in_two_levels_closes_the_inner_one_first()
    {
        byte[] raw = Raw.Message(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n--b\n\ntwo\n--b--\n");
        MimeEntity root = MimeParser.Parse(raw);
        Assert.Equal(2, root.Parts.Count);
        Assert.Equal("one", root.Parts[0].Parts[0].Body.In(raw));
        Assert.Equal("two", root.Parts[1].Body.In(raw));
    }

    [Theory]
    [InlineData("multipart/mixed")]
    [InlineData("multipart/mixed; boundary=\"\"")]
    [InlineData("multipart/mixed; boundary=never")]
    public void Multipart_that_cannot_be_divided_has_one_opaque_part(string type)
    {
        byte[] raw = Raw.Message($"Content-Type: {type}\n\n--b\n\nx\n--b--\n");
        MimeEntity root = MimeParser.Parse(raw);
        MimeEntity part = Assert.Single(root.Parts);
        Assert.Equal(root.Body, part.Body);
        Assert.Equal("text/plain", part.ContentType.MediaType);
    }

    [Fact]
    public void Digest_parts_are_messages_by_default()
    {
        byte[] raw = Raw.Message(
            "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: one\n\nfirst\n--b\nContent-Type: text/plain\n\nnote\n--b--\n");
        MimeEntity root = MimeParser.Parse(raw);
        Assert.Equal("one", root.Parts[0].Message?.Headers.GetText("Subject"u8));
        Assert.Equal("first", root.Parts[0].Message?.Body.In(raw));
        Assert.Null(root.Parts[1].Message);
    }

    [Fact]
    public void Nested_message_lies_in_the_body_of_its_part()
    {
        byte[] raw = Raw.Message(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nSubject: in\n\nbody\n--b--\n");
        MimeEntity part = MimeParser.Parse(raw).Parts[0];
        Assert.Equal("Subject: in\r\n\r\nbody", part.Body.In(raw));
        Assert.Equal(2, part.BodyLines);
        Assert.Equal("body", part.Message?.Body.In(raw));
    }

    [Fact]
    public void Delimiter_inside_a_header_ends_the_part_without_body()
    {
        byte[] raw = Raw.Message("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png\n--b\n\ntwo\n--b--");
        MimeEntity root = MimeParser.Parse(raw);
        Assert.Equal("Content-Type: image/png", root.Parts[0].Header.In(raw));
        Assert.True(root.Parts[0].Body.IsEmpty);
        Assert.Equal("two", root.Parts[1].Body.In(raw));
    }

    [Fact]
    public void Part_without_header_and_blank_line_is_text()
    {
        byte[] raw = Raw.Message("Content-Type: multipart/mixed; boundary=b\n\n--b\nHello there\nyou\n--b--");
        Assert.Equal("Hello there\r\nyou", MimeParser.Parse(raw).Parts[0].Body.In(raw));
    }

    [Fact]
    public void Mbox_line_and_junk_do_not_hide_the_header()
    {
        byte[] raw = Raw.Message("From a@x Thu Jan  1 00:00:00 1970\nSubject: s\njunk without colon\nTo: b@y\n\nx");
        MimeEntity root = MimeParser.Parse(raw);
        Assert.Equal("s", root.Headers.GetText("subject"u8));
        Assert.Equal("b@y", root.Headers.GetText("to"u8));
        Assert.Equal("x", root.Body.In(raw));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("x")]
    [InlineData("Subject: s")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b")]
    [InlineData("Content-Type: message/rfc822\r\n\r\n")]
    public void Fragments_parse(string text)
    {
        byte[] raw = Raw.Octets(text);
        MimeEntity root = MimeParser.Parse(raw);
        Assert.Equal(0, root.Header.Offset);
        Assert.Equal(raw.Length, root.Body.End);
    }
}
