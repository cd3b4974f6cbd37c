using Mail.Protocols.Smtp;
using Mail.Storage;

namespace Mail.Gateway.Tests.Smtp;

public sealed class LmtpTests
{
    [Fact]
    public async Task Each_accepted_recipient_gets_its_reply()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync(SmtpDialect.Lmtp);
        await client.SendAsync(
            "MAIL FROM:<a@b.example>\r\nRCPT TO:<ann@here.example>\r\nRCPT TO:<nobody@here.example>\r\nRCPT TO:<bob@here.example>\r\nDATA\r\n");
        string[] codes = ["250", "250", "550", "250", "354"];
        foreach (var code in codes)
        {
            Assert.StartsWith(code, await client.ReadAsync());
        }

        await client.SendAsync("x\r\n.\r\nQUIT\r\n");
        Assert.StartsWith("250 2.0.0", await client.ReadAsync());
        Assert.StartsWith("250 2.0.0", await client.ReadAsync());
        Assert.StartsWith("221", await client.ReadAsync());
        Assert.Contains(" with LMTP id ", server.Log.Only.Text);
    }

    [Fact]
    public async Task A_failure_is_told_for_each_recipient()
    {
        await using var server = await SmtpTestServer.StartAsync(log: new() { Failure = new StoreUnavailableException("down") });
        using var client = await server.HelloAsync(SmtpDialect.Lmtp);
        await client.SendAsync("MAIL FROM:<>\r\nRCPT TO:<ann@here.example>\r\nRCPT TO:<bob@here.example>\r\nBDAT 3 LAST\r\nx\r\nNOOP\r\n");
        string[] codes = ["250", "250", "250", "451", "451", "250"];
        foreach (var code in codes)
        {
            Assert.StartsWith(code, await client.ReadAsync());
        }
    }

    [Fact]
    public async Task A_last_chunk_that_is_refused_is_told_of_for_each_recipient()
    {
        await using var server = await SmtpTestServer.StartAsync(o => (o.MaxMessageSize, o.ContentMemory) = (64 * 1024, 65 * 1024));
        using var holder = await server.HelloAsync(SmtpDialect.Lmtp);
        await holder.AskAsync("MAIL FROM:<> SIZE=65536");
        await holder.AskAsync("RCPT TO:<ann@here.example>");
        Assert.StartsWith("354", await holder.AskAsync("DATA"));
        using var client = await server.HelloAsync(SmtpDialect.Lmtp);
        await client.SendAsync("MAIL FROM:<>\r\nRCPT TO:<ann@here.example>\r\nRCPT TO:<bob@here.example>\r\nBDAT 3 LAST\r\nx\r\nNOOP\r\n");
        await server.Clock.WhenArmedFor(TimeSpan.FromSeconds(10));
        server.Clock.Advance(TimeSpan.FromSeconds(11));
        string[] codes = ["250", "250", "250", "452", "452", "250"];
        foreach (var code in codes)
        {
            Assert.StartsWith(code, await client.ReadAsync());
        }
    }

    [Fact]
    public async Task Ehlo_is_not_spoken_and_data_needs_a_recipient()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.ConnectAsync(SmtpDialect.Lmtp);
        Assert.StartsWith("500", await client.AskAsync("EHLO x"));
        Assert.StartsWith("250-", await client.AskAsync("LHLO x"));
        await client.AskAsync("MAIL FROM:<>");
        await client.AskAsync("RCPT TO:<nobody@here.example>");
        Assert.StartsWith("503", await client.AskAsync("DATA"));
    }
}
