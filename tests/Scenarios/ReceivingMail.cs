using Scenarios.Harness;

namespace Scenarios;

public sealed class ReceivingMail
{
    private const string Message = "From: s@elsewhere.test\r\nTo: alice@demo.test\r\nSubject: Hello\r\n\r\n.dots and 8-bit \xE4\xF6\r\n..two\r\nend\r\n";

    [Fact]
    public async Task What_was_sent_is_read_byte_for_byte_after_the_trace_headers()
    {
        await using var server = await TestServer.StartAsync();
        await server.SendAsync(Message, TestServer.Alice);
        await server.WaitForMailAsync(TestServer.Alice, 1);
        await using var imap = await server.LoginAsync();
        await imap.OkAsync("SELECT INBOX");
        var body = await imap.FetchBodyAsync(1);
        Assert.EndsWith(Message, body, StringComparison.Ordinal);
        Assert.StartsWith("Return-Path: <sender@elsewhere.test>\r\nReceived: from client.test", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_recipient_has_its_copy()
    {
        await using var server = await TestServer.StartAsync();
        await server.SendAsync(Message, TestServer.Alice, TestServer.Bob, "alice+lists@demo.test");
        await server.WaitForMailAsync(TestServer.Alice, 2);
        await server.WaitForMailAsync(TestServer.Bob, 1);
    }

    [Fact]
    public async Task Unknown_recipient_is_refused_and_the_others_are_served()
    {
        await using var server = await TestServer.StartAsync();
        await using var smtp = await server.SmtpAsync();
        await smtp.CommandAsync("MAIL FROM:<a@elsewhere.test>");
        Assert.StartsWith("550 5.1.1", await smtp.CommandAsync("RCPT TO:<nobody@demo.test>"), StringComparison.Ordinal);
        Assert.StartsWith("550 5.7.1", await smtp.CommandAsync("RCPT TO:<x@far.test>"), StringComparison.Ordinal);
        Assert.StartsWith("250", await smtp.CommandAsync("RCPT TO:<bob@demo.test>"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starttls_protects_the_same_session()
    {
        await using var server = await TestServer.StartAsync();
        await using var smtp = await server.SmtpAsync();
        Assert.Contains("STARTTLS", smtp.Extensions, StringComparison.Ordinal);
        await smtp.StartTlsAsync();
        Assert.DoesNotContain("STARTTLS", smtp.Extensions, StringComparison.Ordinal);
        Assert.StartsWith("250", await smtp.SendAsync("a@b.test", [TestServer.Alice], Message), StringComparison.Ordinal);
        await server.WaitForMailAsync(TestServer.Alice, 1);
    }

    [Fact]
    public async Task Lmtp_answers_for_each_recipient()
    {
        await using var server = await TestServer.StartAsync();
        await using var lmtp = await server.LmtpAsync();
        Assert.StartsWith("250", await lmtp.SendAsync("a@b.test", [TestServer.Alice, TestServer.Bob], Message), StringComparison.Ordinal);
        Assert.StartsWith("250", await lmtp.ReplyAsync(), StringComparison.Ordinal);
        await server.WaitForMailAsync(TestServer.Bob, 1);
    }

    [Fact]
    public async Task Full_mailbox_is_refused_for_now_and_a_message_above_its_quota_for_good()
    {
        await using var server = await TestServer.StartAsync();
        await server.SetQuotaAsync(TestServer.Alice, bytes: 1000);
        await server.SendAsync("Subject: x\r\n\r\n" + new string('x', 800) + "\r\n", TestServer.Alice);
        await server.WaitForMailAsync(TestServer.Alice, 1);
        await using var smtp = await server.SmtpAsync();
        await smtp.CommandAsync("MAIL FROM:<a@b.test> SIZE=900");
        Assert.StartsWith("452 4.2.2", await smtp.CommandAsync($"RCPT TO:<{TestServer.Alice}>"), StringComparison.Ordinal);
        await smtp.CommandAsync("RSET");
        await smtp.CommandAsync("MAIL FROM:<a@b.test> SIZE=2000");
        Assert.StartsWith("552 5.2.2", await smtp.CommandAsync($"RCPT TO:<{TestServer.Alice}>"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Aliases_and_catch_all_lead_to_accounts()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddAliasAsync("team", TestServer.Alice, TestServer.Bob);
        await server.SetCatchAllAsync(TestServer.Bob);
        await server.SendAsync(Message, "team@demo.test", "whoever@demo.test");
        await server.WaitForMailAsync(TestServer.Alice, 1);
        await server.WaitForMailAsync(TestServer.Bob, 2);
    }
}
