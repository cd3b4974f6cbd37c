using Mail.Domain.Mailboxes;

namespace Mail.Gateway.Tests.Imap;

public class FetchTests
{
    private const string Multipart = """
        From: "Bob B" <bob@example.com>
        To: alice@example.org
        Subject: Two parts
        Message-ID: <m1@example.com>
        Date: Thu, 1 Jan 2026 10:00:00 +0000
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        Hello
        --b
        Content-Type: message/rfc822

        Subject: Inner
        From: eve@example.com

        Inside
        --b--

        """;

    private const string Nested =
        "From: a@x\nContent-Type: multipart/mixed; boundary=o\n\npreamble\n--o\nContent-Type: text/plain; charset=utf-8\n\nfirst\nline\n--o\n"
        + "Content-Type: message/rfc822\nContent-Description: fwd\n\nFrom: b@y\nSubject: inner\nTo: c@z\nContent-Type: multipart/alternative; boundary=i\n\n"
        + "--i\n\nplain\n--i\nContent-Type: text/html\n\n<p>\n--i--\n--o\nContent-Type: application/pdf\n\nAAAA\n--o--\n";

    private static async Task<(ImapServer Server, ImapClient Client)> WithAsync(string message)
    {
        var server = await ImapServer.StartAsync();
        await server.AddAsync(message, date: new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        return (server, await server.SelectAsync());
    }

    [Theory]
    [InlineData("BODY[TEXT]")]
    [InlineData("BODY[HEADER]")]
    [InlineData("BODY[1]")]
    [InlineData("BODY[HEADER.FIELDS (X)]")]
    public async Task No_literal_holds_NUL(string section)
    {
        var (server, client) = await WithAsync("From: a@b.c\nX: o\0o\n\nText\0text\n");
        await using var _ = server;
        var line = (await client.OkAsync($"FETCH 1 ({section.Replace("BODY", "BODY.PEEK", StringComparison.Ordinal)} RFC822.SIZE)")).Line("1 FETCH");
        Assert.DoesNotContain('\0', line);
        Assert.Contains(section is "BODY[TEXT]" or "BODY[1]" ? "{11}\r\nText\u0080text\r\n" : "X: o\u0080o\r\n", line);
    }

    [Fact]
    public async Task Listing_items()
    {
        var (server, client) = await WithAsync("From: a@b.c\nSubject: S\n\nText\n");
        await using var _ = server;
        Assert.Equal(
            "1 FETCH (UID 1 FLAGS () INTERNALDATE \" 2-Jan-2026 03:04:05 +0000\" RFC822.SIZE 33 ENVELOPE (NIL \"S\" ((NIL NIL \"a\" \"b.c\"))"
            + " ((NIL NIL \"a\" \"b.c\")) ((NIL NIL \"a\" \"b.c\")) NIL NIL NIL NIL NIL))",
            (await client.OkAsync("UID FETCH 1:* ALL")).Line("1 FETCH"));
    }

    [Fact]
    public async Task Envelopes_of_many_messages_come_in_batches()
    {
        await using var server = await ImapServer.StartAsync();
        await server.AddManyAsync(2500);
        await using var client = await server.SelectAsync();
        var lines = (await client.OkAsync("FETCH 1:* (FLAGS ENVELOPE UID)")).Untagged;
        Assert.Equal(2500, lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            Assert.StartsWith($"{i + 1} FETCH (UID {i + 1} FLAGS () ENVELOPE (\"Thu, 1 Jan 2026 10:00:00 +0000\" \"Number {i + 1}\" ", lines[i]);
        }
    }

    [Fact]
    public async Task A_summary_that_was_cut_is_replaced_by_the_header()
    {
        var to = string.Join(",\n ", Enumerable.Range(0, 200).Select(i => $"person.number.{i}@some.long.domain.example.com"));
        var (server, client) = await WithAsync($"From: a@b.c\nTo: {to}\n\nText\n");
        await using var _ = server;
        Assert.Contains("person.number.199", (await client.OkAsync("FETCH 1 ENVELOPE")).Line("1 FETCH"));
    }

    [Fact]
    public async Task A_body_sets_seen_and_tells_so()
    {
        var (server, client) = await WithAsync("Subject: S\n\nText\n");
        await using var _ = server;
        var answer = await client.OkAsync("FETCH 1 BODY[]");
        Assert.Equal("1 FETCH (BODY[] {20}\r\nSubject: S\r\n\r\nText\r\n)", answer.Untagged[0]);
        Assert.Equal(@"1 FETCH (UID 1 FLAGS (\Seen))", answer.Untagged[1]);
        Assert.Single((await client.OkAsync("FETCH 1 BODY[]")).Untagged);
    }

    [Fact]
    public async Task Peek_leaves_seen_alone()
    {
        var (server, client) = await WithAsync("Subject: S\n\nText\n");
        await using var _ = server;
        await client.OkAsync("FETCH 1 (BODY.PEEK[] RFC822.HEADER)");
        Assert.Equal("1 FETCH (FLAGS ())", (await client.OkAsync("FETCH 1 FLAGS")).Line("1 FETCH"));
    }

    [Theory]
    [InlineData("BODY.PEEK[HEADER]", "BODY[HEADER] {14}\r\nSubject: S\r\n\r\n")]
    [InlineData("BODY.PEEK[TEXT]", "BODY[TEXT] {6}\r\nText\r\n")]
    [InlineData("BODY.PEEK[]<8.4>", "BODY[]<8> {4}\r\n: S\r")]
    [InlineData("BODY.PEEK[]<8.400>", "BODY[]<8> {12}\r\n S\r\n\r\nText\r\n")]
    [InlineData("BODY.PEEK[]<900.4>", "BODY[]<900> {0}\r\n")]
    [InlineData("BODY.PEEK[HEADER]<2.3>", "BODY[HEADER]<2> {3}\r\nbje")]
    [InlineData("BODY.PEEK[HEADER.FIELDS (subject date)]", "BODY[HEADER.FIELDS (subject date)] {14}\r\nSubject: S\r\n\r\n")]
    [InlineData("BODY.PEEK[HEADER.FIELDS.NOT (subject)]", "BODY[HEADER.FIELDS.NOT (subject)] {2}\r\n\r\n")]
    [InlineData("BODY.PEEK[1]", "BODY[1] {6}\r\nText\r\n")]
    [InlineData("BODY.PEEK[2]", "BODY[2] NIL")]
    [InlineData("BODY.PEEK[1.HEADER]", "BODY[1.HEADER] NIL")]
    public async Task Sections_of_a_simple_message(string item, string expected)
    {
        var (server, client) = await WithAsync("Subject: S\n\nText\n");
        await using var _ = server;
        expected = expected.Replace("{4}\r\n: S\r", "{4}\r\n S\r\n");
        Assert.Equal($"1 FETCH ({expected})", (await client.OkAsync($"FETCH 1 {item}")).Line("1 FETCH"));
    }

    [Theory]
    [InlineData("BODY.PEEK[1]", "BODY[1] {5}\r\nHello")]
    [InlineData("BODY.PEEK[1.MIME]", "BODY[1.MIME] {28}\r\nContent-Type: text/plain\r\n\r\n")]
    [InlineData("BODY.PEEK[2.HEADER]", "BODY[2.HEADER] {41}\r\nSubject: Inner\r\nFrom: eve@example.com\r\n\r\n")]
    [InlineData("BODY.PEEK[2.HEADER.FIELDS (FROM)]", "BODY[2.HEADER.FIELDS (FROM)] {25}\r\nFrom: eve@example.com\r\n\r\n")]
    [InlineData("BODY.PEEK[2.TEXT]", "BODY[2.TEXT] {6}\r\nInside")]
    [InlineData("BODY.PEEK[2.1]", "BODY[2.1] {6}\r\nInside")]
    [InlineData("BODY.PEEK[3]", "BODY[3] NIL")]
    public async Task Sections_of_a_multipart(string item, string expected)
    {
        var (server, client) = await WithAsync(Multipart);
        await using var _ = server;
        Assert.Equal($"1 FETCH ({expected})", (await client.OkAsync($"FETCH 1 {item}")).Line("1 FETCH"));
    }

    [Theory]
    [InlineData("1", "first\r\nline")]
    [InlineData("2.MIME", "Content-Type: message/rfc822\r\nContent-Description: fwd\r\n\r\n")]
    [InlineData("2.HEADER", "From: b@y\r\nSubject: inner\r\nTo: c@z\r\nContent-Type: multipart/alternative; boundary=i\r\n\r\n")]
    [InlineData("2.1", "plain")]
    [InlineData("2.1.MIME", "\r\n")]
    [InlineData("2.2", "<p>")]
    [InlineData("2.TEXT", "--i\r\n\r\nplain\r\n--i\r\nContent-Type: text/html\r\n\r\n<p>\r\n--i--")]
    [InlineData("2.HEADER.FIELDS.NOT (subject content-type)", "From: b@y\r\nTo: c@z\r\n\r\n")]
    [InlineData("3", "AAAA")]
    [InlineData("4", null)]
    [InlineData("1.1", null)]
    [InlineData("1.HEADER", null)]
    [InlineData("3.TEXT", null)]
    [InlineData("2.3", null)]
    public async Task Sections_of_a_message_inside_a_multipart(string section, string? expected)
    {
        var (server, client) = await WithAsync(Nested);
        await using var _ = server;
        var text = expected is null ? "NIL" : $"{{{expected.Length}}}\r\n{expected}";
        Assert.Equal($"1 FETCH (BODY[{section}] {text})", (await client.OkAsync($"FETCH 1 BODY.PEEK[{section}]")).Line("1 FETCH"));
    }

    [Fact]
    public async Task Structures()
    {
        var (server, client) = await WithAsync(Multipart);
        await using var _ = server;
        var line = (await client.OkAsync("FETCH 1 (BODYSTRUCTURE BODY)")).Line("1 FETCH");
        Assert.Contains("BODY ((\"text\" \"plain\"", line.ToLowerInvariant().Replace("body", "BODY"));
        Assert.Contains("\"boundary\"", line.ToLowerInvariant());
    }

    [Fact]
    public async Task A_large_body_comes_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"Line number {i}\n"));
        var (server, client) = await WithAsync("Subject: large\n\n" + text);
        await using var _ = server;
        var expected = text.ReplaceLineEndings("\r\n");
        Assert.Equal($"1 FETCH (BODY[TEXT] {{{expected.Length}}}\r\n{expected})", (await client.OkAsync("FETCH 1 BODY.PEEK[TEXT]")).Line("1 FETCH"));
    }

    [Fact]
    public async Task A_header_longer_than_the_first_read_is_whole()
    {
        var header = string.Concat(Enumerable.Range(0, 2000).Select(i => $"X-Field-{i}: value\n"));
        var (server, client) = await WithAsync(header + "Subject: last\n\nText\n");
        await using var _ = server;
        Assert.Equal(
            "1 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {17}\r\nSubject: last\r\n\r\n)",
            (await client.OkAsync("FETCH 1 BODY.PEEK[HEADER.FIELDS (SUBJECT)]")).Line("1 FETCH"));
    }

    [Fact]
    public async Task A_message_whose_bytes_are_gone_fails_alone()
    {
        await using var server = await ImapServer.StartAsync();
        await server.AddManyAsync(2);
        var first = (await server.Mailbox.ReadMessagesAsync(1, 1, 1)).Pages[0][0];
        Assert.True(server.Blobs.Remove(first.Blob));
        await using var client = await server.SelectAsync();
        var answer = await client.CommandAsync("FETCH 1:2 BODY.PEEK[TEXT]");
        Assert.StartsWith("NO [EXPUNGEISSUED]", answer.Completion);
        Assert.Equal("1 FETCH (BODY[TEXT] NIL)", answer.Line("1 "));
        Assert.StartsWith("2 FETCH (BODY[TEXT] {8}", answer.Line("2 "));
    }

    [Fact]
    public async Task Numbers_beyond_the_last_are_bad_and_uids_beyond_it_are_nothing()
    {
        var (server, client) = await WithAsync("Subject: S\n\nText\n");
        await using var _ = server;
        Assert.StartsWith("BAD", (await client.CommandAsync("FETCH 2 FLAGS")).Completion);
        Assert.Empty((await client.OkAsync("UID FETCH 2 FLAGS")).Untagged);
        Assert.Single((await client.OkAsync("UID FETCH 7:* FLAGS")).Untagged);
    }

    [Fact]
    public async Task Changedsince_leaves_out_what_is_old()
    {
        await using var server = await ImapServer.StartAsync();
        await server.AddManyAsync(3);
        await using var client = await server.SelectAsync();
        await client.OkAsync(@"STORE 2 +FLAGS (\Flagged)");
        var lines = (await client.OkAsync("FETCH 1:* FLAGS (CHANGEDSINCE 4)")).Untagged;
        Assert.Equal([@"2 FETCH (FLAGS (\Flagged) MODSEQ (5))"], lines);
    }
}
