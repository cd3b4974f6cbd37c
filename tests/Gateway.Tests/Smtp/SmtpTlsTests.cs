namespace Mail.Gateway.Tests.Smtp;

public sealed class SmtpTlsTests
{
    [Fact]
    public async Task Starttls_secures_the_session_and_begins_it_anew()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        using var client = await server.ConnectAsync();
        Assert.EndsWith("250 STARTTLS", await client.AskAsync("EHLO plain.example"));
        Assert.StartsWith("220 2.0.0", await client.AskAsync("STARTTLS"));
        await client.StartTlsAsync();
        Assert.StartsWith("503", await client.AskAsync("MAIL FROM:<>"));
        Assert.DoesNotContain("STARTTLS", await client.AskAsync("EHLO secure.example"));
        await client.OpenDataAsync();
        Assert.StartsWith("250", await client.AskAsync("Subject: x\r\n\r\nsecret\r\n."));
        Assert.Contains("from secure.example ([127.0.0.1])\r\n\t(TLSv1.3 ", server.Log.Only.Text);
        Assert.Contains("with ESMTPS id", server.Log.Only.Text);
        Assert.StartsWith("502", await client.AskAsync("STARTTLS"));
        Assert.StartsWith("221", await client.AskAsync("QUIT"));
    }

    [Fact]
    public async Task Commands_put_in_behind_starttls_are_thrown_away()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        using var client = await server.ConnectAsync();
        await client.AskAsync("EHLO plain.example");
        await client.SendAsync("STARTTLS\r\nEHLO injected.example\r\nMAIL FROM:<evil@x.example>\r\n");
        Assert.StartsWith("220", await client.ReadAsync());
        await client.StartTlsAsync();
        Assert.StartsWith("503 5.5.1 Say hello", await client.AskAsync("RCPT TO:<ann@here.example>"));
        Assert.StartsWith("250", await client.AskAsync("EHLO secure.example"));
    }

    [Fact]
    public async Task A_handshake_of_garbage_ends_the_session()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        using var client = await server.ConnectAsync();
        await client.AskAsync("EHLO plain.example");
        await client.AskAsync("STARTTLS");
        await client.SendAsync("EHLO this is not TLS\r\n");
        client.Shutdown();
        await client.ReadAsync();
        using var other = await server.HelloAsync();
        Assert.StartsWith("250", await other.AskAsync("NOOP"));
    }

    [Fact]
    public async Task A_silent_peer_is_let_go_under_tls_too()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        using var client = await server.ConnectAsync();
        await client.AskAsync("EHLO plain.example");
        await client.AskAsync("STARTTLS");
        await client.StartTlsAsync();
        Assert.StartsWith("250", await client.AskAsync("NOOP"));
        server.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.StartsWith("421 4.4.2", await client.ReadAsync());
    }
}
