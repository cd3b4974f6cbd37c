using Mail.Domain.Delivery;
using Mail.Gateway.Tests.Fakes;
using Mail.Storage.Blobs;

namespace Mail.Gateway.Tests.Smtp;

public sealed class SmtpSessionTests
{
    [Fact]
    public async Task What_the_sender_wants_to_be_told_is_kept_with_the_message()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        Assert.StartsWith("250", await client.AskAsync("MAIL FROM:<sender@there.example> RET=HDRS ENVID=QQ+2B1"));
        Assert.StartsWith("250", await client.AskAsync("RCPT TO:<ann@here.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;Ann+2Bx@here.example"));
        Assert.StartsWith("250", await client.AskAsync("RCPT TO:<bob@here.example> NOTIFY=NEVER"));
        Assert.StartsWith("354", await client.AskAsync("DATA"));
        Assert.StartsWith("250", await client.AskAsync("Subject: x\r\n\r\nbody\r\n."));
        var record = server.Log.Only.Record;
        Assert.Equal((DsnReturn.Headers, "QQ+1"), (record.Return, record.EnvelopeId));
        Assert.Equal(
            [(DsnNotify.Success | DsnNotify.Delay, "rfc822;Ann+x@here.example"), (DsnNotify.Never, null)],
            record.Recipients.Select(r => (r.Notify, r.OriginalRecipient)));
    }

    [Fact]
    public async Task A_message_is_kept_with_trace_fields_and_otherwise_as_sent()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        await client.OpenDataAsync();
        await client.SendAsync("Subject: hello\r\n\r\nline\r\n..dot\r\n.\r\n");
        var reply = await client.ReadAsync();
        var entry = server.Log.Only;
        Assert.Equal($"250 2.0.0 Ok: queued as {entry.Record.Id}", reply);
        Assert.Equal(
            "Return-Path: <sender@there.example>\r\n"
            + "Received: from client.example ([127.0.0.1])\r\n"
            + $"\tby mx.here.example with ESMTP id {entry.Record.Id}\r\n"
            + "\tfor <ann@here.example>;\r\n"
            + "\tMon, 04 May 2026 12:00:00 +0000\r\n"
            + "Subject: hello\r\n\r\nline\r\n.dot\r\n",
            entry.Text);
        Assert.Equal("sender@there.example", entry.Record.MailFrom);
        Assert.Equal([new IngestRecipient(FakeDirectory.Ann, "ann@here.example")], entry.Record.Recipients.AsEnumerable());
        Assert.Equal("221 2.0.0 Bye", await client.AskAsync("QUIT"));
        Assert.Equal("", await client.ReadAsync());
    }

    [Fact]
    public async Task Ehlo_tells_the_extensions()
    {
        await using var server = await SmtpTestServer.StartAsync(o => o.MaxMessageSize = 100_000);
        using var client = await server.ConnectAsync();
        Assert.Equal(
            ["250-mx.here.example", "250-PIPELINING", "250-SIZE 100000", "250-8BITMIME", "250-SMTPUTF8", "250-CHUNKING", "250-DSN", "250 ENHANCEDSTATUSCODES"],
            (await client.AskAsync("EHLO client.example")).Split("\r\n"));
    }

    [Fact]
    public async Task Helo_tells_none()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.ConnectAsync();
        Assert.Equal("250 mx.here.example", await client.AskAsync("HELO client.example"));
    }

    [Theory]
    [InlineData("nobody@here.example", "550 5.1.1")]
    [InlineData("ann@there.example", "550 5.7.1")]
    [InlineData("ann@[127.0.0.1]", "550 5.7.1")]
    [InlineData("full@here.example", "452 4.2.2")]
    [InlineData("broken@here.example", "451 4.3.0")]
    [InlineData("forward@here.example", "451 4.3.5")]
    [InlineData("Postmaster", "250 2.1.5")]
    [InlineData("ANN@HERE.example", "250 2.1.5")]
    public async Task A_recipient_gets_the_answer_of_the_directory(string recipient, string answer)
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        await client.AskAsync("MAIL FROM:<>");
        Assert.StartsWith(answer, await client.AskAsync($"RCPT TO:<{recipient}>"));
    }

    [Fact]
    public async Task A_size_that_never_fits_the_mailbox_is_refused_for_good()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        await client.AskAsync("MAIL FROM:<> SIZE=5000");
        Assert.StartsWith("552 5.2.2", await client.AskAsync("RCPT TO:<full@here.example>"));
    }

    [Fact]
    public async Task An_alias_owes_one_delivery_to_each_account_and_a_repeated_recipient_none()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        await client.SendAsync("MAIL FROM:<>\r\nRCPT TO:<both@here.example>\r\nRCPT TO:<both@here.example>\r\nDATA\r\n");
        for (var i = 0; i < 4; i++)
        {
            await client.ReadAsync();
        }

        await client.AskAsync("x\r\n.");
        Assert.Equal(
            [new IngestRecipient(FakeDirectory.Ann, "both@here.example"), new IngestRecipient(FakeDirectory.Bob, "both@here.example")],
            server.Log.Only.Record.Recipients.AsEnumerable());
        Assert.DoesNotContain("\tfor <", server.Log.Only.Text);
    }

    [Fact]
    public async Task Smtputf8_addresses_are_taken_and_told_in_the_trace()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        Assert.StartsWith("250", await client.AskAsync("MAIL FROM:<søren@there.example> SMTPUTF8 BODY=8BITMIME"));
        Assert.StartsWith("250", await client.AskAsync("RCPT TO:<jörg@here.example>"));
        await client.AskAsync("DATA");
        Assert.StartsWith("250", await client.AskAsync("Subject: ü\r\n\r\n."));
        Assert.Contains("with UTF8SMTP id", server.Log.Only.Text);
        Assert.Equal("søren@there.example", server.Log.Only.Record.MailFrom);
    }

    [Theory]
    [InlineData("DATA", "503 5.5.1")]
    [InlineData("RCPT TO:<ann@here.example>", "503 5.5.1")]
    [InlineData("BDAT 0 LAST", "503 5.5.1")]
    [InlineData("EXPN list", "502 5.5.1")]
    [InlineData("VRFY ann", "252 2.0.0")]
    [InlineData("STARTTLS", "454 4.7.0")]
    [InlineData("AUTH PLAIN", "502 5.5.1")]
    [InlineData("LHLO x", "500 5.5.1")]
    [InlineData("NONSENSE", "500 5.5.1")]
    public async Task What_does_not_belong_is_refused(string command, string answer)
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        Assert.StartsWith(answer, await client.AskAsync(command));
        Assert.StartsWith("250", await client.AskAsync("NOOP"));
    }

    [Fact]
    public async Task Rset_forgets_the_envelope()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        await client.AskAsync("MAIL FROM:<a@b.example>");
        await client.AskAsync("RCPT TO:<ann@here.example>");
        await client.AskAsync("RSET");
        Assert.StartsWith("503", await client.AskAsync("DATA"));
        Assert.StartsWith("250", await client.AskAsync("MAIL FROM:<a@b.example>"));
    }

    [Fact]
    public async Task Talking_before_the_greeting_is_tolerated()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.ConnectWithoutGreetingAsync();
        await client.SendAsync("EHLO client.example\r\n");
        Assert.StartsWith("220", await client.ReadAsync());
        Assert.StartsWith("250", await client.ReadAsync());
    }

    [Fact]
    public async Task Pipelined_commands_are_answered_in_order()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.ConnectAsync();
        await client.SendAsync(
            "EHLO client.example\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<nobody@here.example>\r\nRCPT TO:<ann@here.example>\r\nDATA\r\n");
        string[] codes = ["250", "250", "550", "250", "354"];
        foreach (var code in codes)
        {
            Assert.StartsWith(code, await client.ReadAsync());
        }

        await client.SendAsync("one\r\n.\r\nMAIL FROM:<c@d.example>\r\nRCPT TO:<bob@here.example>\r\nDATA\r\n");
        codes = ["250", "250", "250", "354"];
        foreach (var code in codes)
        {
            Assert.StartsWith(code, await client.ReadAsync());
        }

        await client.SendAsync("two\r\n.\r\nQUIT\r\n");
        Assert.StartsWith("250", await client.ReadAsync());
        Assert.StartsWith("221", await client.ReadAsync());
        Assert.Equal(["one\r\n", "two\r\n"], server.Log.Entries.Select(e => e.Text[^5..]));
    }
}
