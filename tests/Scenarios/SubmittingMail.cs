using Scenarios.Harness;

namespace Scenarios;

public sealed class SubmittingMail
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_user_writes_to_another(bool implicitTls)
    {
        await using var server = await TestServer.StartAsync();
        await using var smtp = await server.SubmitAsync(TestServer.Alice, implicitTls);
        Assert.StartsWith("250", await smtp.SendAsync(TestServer.Alice, [TestServer.Bob], Message(TestServer.Alice)), StringComparison.Ordinal);
        await server.WaitForMailAsync(TestServer.Bob, 1);
        await using var imap = await server.LoginAsync(TestServer.Bob);
        await imap.OkAsync("SELECT INBOX");
        var body = await imap.FetchBodyAsync(1);
        Assert.Contains("with ESMTPSA", body, StringComparison.Ordinal);
        Assert.Matches("\r\nDate: .*\r\nMessage-ID: <.*@mail.demo.test>\r\nFrom: ", body);
    }

    [Fact]
    public async Task A_user_sends_as_his_aliases_and_tags_and_as_nobody_else()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddAliasAsync("sales", TestServer.Alice);
        await server.AddAliasAsync("team", TestServer.Alice, TestServer.Bob);
        await server.AddAliasAsync("away", TestServer.Alice, "alice@elsewhere.test");
        await server.SetCatchAllAsync(TestServer.Alice);
        await using var smtp = await server.SubmitAsync();
        foreach (var own in (string[])[TestServer.Alice, "ALICE@demo.test", "alice+list@demo.test", "sales@demo.test", "sales+x@demo.test"])
        {
            Assert.StartsWith("250", await smtp.SendAsync(own, [TestServer.Bob], Message(own)), StringComparison.Ordinal);
        }

        foreach (var other in (string[])[TestServer.Bob, "team@demo.test", "away@demo.test", "caught@demo.test", "alice@elsewhere.test", "bob+alice@demo.test"])
        {
            Assert.StartsWith("553 5.7.1", await smtp.CommandAsync($"MAIL FROM:<{other}>"), StringComparison.Ordinal);
            Assert.StartsWith("550 5.7.1", await smtp.SendAsync(TestServer.Alice, [TestServer.Bob], Message(other)), StringComparison.Ordinal);
        }

        await server.WaitForMailAsync(TestServer.Bob, 5);
    }

    [Fact]
    public async Task A_copy_lies_in_Sent_for_whoever_wants_one()
    {
        await using var server = await TestServer.StartAsync();
        await using var smtp = await server.SubmitAsync();
        await smtp.SendAsync(TestServer.Alice, [TestServer.Bob], Message(TestServer.Alice));
        using (var api = ApiClient.WithKey(server))
        {
            var user = await api.GoodAsync("PATCH", $"users/{TestServer.Alice}", """{"copyToSent":true}""");
            Assert.True((bool?)user["copyToSent"]);
        }

        await smtp.SendAsync(TestServer.Alice, [TestServer.Bob], Message(TestServer.Alice));
        await using var imap = await server.LoginAsync();
        Assert.Contains("(MESSAGES 1 UNSEEN 0)", await imap.OkAsync("STATUS Sent (MESSAGES UNSEEN)"), StringComparison.Ordinal);

        // Where there is no folder of that use, the one of that name, and it is made if need be.
        await imap.OkAsync("DELETE Sent");
        await smtp.SendAsync(TestServer.Alice, [TestServer.Bob], Message(TestServer.Alice));
        Assert.Contains("(MESSAGES 1)", await imap.OkAsync("STATUS Sent (MESSAGES)"), StringComparison.Ordinal);
        Assert.Contains(@"\Sent", await imap.OkAsync("LIST \"\" Sent"), StringComparison.Ordinal);
        await imap.OkAsync("DELETE Sent");
        await imap.OkAsync("CREATE Sent");
        await smtp.SendAsync(TestServer.Alice, [TestServer.Bob], Message(TestServer.Alice));
        Assert.Contains("(MESSAGES 1)", await imap.OkAsync("STATUS Sent (MESSAGES)"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_is_told_that_it_has_arrived()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddAliasAsync("team", TestServer.Alice, TestServer.Bob);
        await using var smtp = await server.SubmitAsync();
        await smtp.CommandAsync($"MAIL FROM:<{TestServer.Alice}> RET=HDRS ENVID=Q5");
        await smtp.CommandAsync("RCPT TO:<bob@demo.test> NOTIFY=SUCCESS ORCPT=rfc822;Bob@demo.test");
        await smtp.CommandAsync("RCPT TO:<team@demo.test> NOTIFY=SUCCESS,FAILURE");
        await smtp.CommandAsync("DATA");
        Assert.StartsWith("250", await smtp.CommandAsync(Message(TestServer.Alice) + "."), StringComparison.Ordinal);
        await server.WaitForMailAsync(TestServer.Alice, 2);
        await using var imap = await server.LoginAsync();
        await imap.OkAsync("SELECT INBOX");
        var bodies = new[] { await imap.FetchBodyAsync(1), await imap.FetchBodyAsync(2) };
        var report = Assert.Single(bodies, b => b.Contains("multipart/report", StringComparison.Ordinal));
        Assert.StartsWith("Return-Path: <>", report, StringComparison.Ordinal);
        Assert.Contains("Original-Envelope-Id: Q5", report, StringComparison.Ordinal);
        Assert.Contains("Original-Recipient: rfc822;Bob@demo.test", report, StringComparison.Ordinal);
        Assert.Equal(2, report.Split("Action: delivered").Length - 1);
        Assert.Contains("Final-Recipient: rfc822;team@demo.test", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_sends_nothing_outside()
    {
        await using var server = await TestServer.StartAsync();
        await using var smtp = await server.SubmitAsync();
        await smtp.CommandAsync($"MAIL FROM:<{TestServer.Alice}>");
        Assert.StartsWith("550 5.7.1 The demo sends nothing outside", await smtp.CommandAsync("RCPT TO:<x@far.test>"), StringComparison.Ordinal);
    }

    private static string Message(string from) => $"From: {from}\r\nTo: bob@demo.test\r\nSubject: Hello\r\n\r\nbody\r\n";
}
