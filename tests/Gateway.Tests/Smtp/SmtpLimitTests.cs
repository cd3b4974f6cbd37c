namespace Mail.Gateway.Tests.Smtp;

public sealed class SmtpLimitTests
{
    private const int MessageLimit = 64 * 1024;

    [Fact]
    public async Task An_announced_size_beyond_the_limit_is_refused_at_mail()
    {
        await using var server = await SmtpTestServer.StartAsync(o => o.MaxMessageSize = MessageLimit);
        using var client = await server.HelloAsync();
        Assert.StartsWith("552 5.3.4", await client.AskAsync($"MAIL FROM:<> SIZE={MessageLimit + 1}"));
        Assert.StartsWith("250", await client.AskAsync($"MAIL FROM:<> SIZE={MessageLimit}"));
    }

    [Fact]
    public async Task A_message_beyond_the_limit_is_refused_at_its_end()
    {
        await using var server = await SmtpTestServer.StartAsync(o => o.MaxMessageSize = MessageLimit);
        using var client = await server.HelloAsync();
        await client.OpenDataAsync();
        await client.SendAsync(Lines(MessageLimit + 100) + ".\r\n");
        Assert.StartsWith("552 5.3.4", await client.ReadAsync());
        await client.OpenDataAsync();
        Assert.StartsWith("250", await client.AskAsync("small\r\n."));
    }

    [Fact]
    public async Task Far_too_much_content_ends_the_session()
    {
        await using var server = await SmtpTestServer.StartAsync(o => o.MaxMessageSize = MessageLimit);
        using var client = await server.HelloAsync();
        await client.OpenDataAsync();
        await client.SendAsync(Lines((2 * MessageLimit) + 100));
        Assert.StartsWith("421 4.3.4", await client.ReadAsync());
    }

    [Fact]
    public async Task Too_long_a_line_of_a_message_is_refused()
    {
        await using var server = await SmtpTestServer.StartAsync(o => o.MaxLineLength = 1000);
        using var client = await server.HelloAsync();
        await client.OpenDataAsync();
        await client.SendAsync(new string('x', 1001) + "\r\n.\r\n");
        Assert.StartsWith("550 5.6.0", await client.ReadAsync());
        await client.OpenDataAsync();
        await client.SendAsync(new string('x', 1000) + "\r\n.\r\n");
        Assert.StartsWith("250", await client.ReadAsync());
    }

    [Fact]
    public async Task Too_long_a_command_is_refused_and_the_next_is_read()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        Assert.StartsWith("500 5.5.6", await client.AskAsync("NOOP " + new string('x', 9000)));
        Assert.StartsWith("250", await client.AskAsync("NOOP"));
    }

    [Fact]
    public async Task Recipients_beyond_the_limit_wait_for_another_transaction()
    {
        await using var server = await SmtpTestServer.StartAsync(o => o.MaxRecipients = 100);
        using var client = await server.HelloAsync();
        await client.AskAsync("MAIL FROM:<>");
        for (var i = 0; i < 100; i++)
        {
            Assert.StartsWith("250", await client.AskAsync($"RCPT TO:<user{i}@here.example>"));
        }

        Assert.StartsWith("452 4.5.3", await client.AskAsync("RCPT TO:<ann@here.example>"));
        await client.AskAsync("DATA");
        Assert.StartsWith("250", await client.AskAsync("x\r\n."));
        Assert.Equal(100, server.Log.Only.Record.Recipients.Length);
    }

    [Fact]
    public async Task A_message_that_runs_in_circles_is_refused()
    {
        await using var server = await SmtpTestServer.StartAsync(o => o.MaxReceivedFields = 30);
        using var client = await server.HelloAsync();
        await client.OpenDataAsync();
        await client.SendAsync(string.Concat(Enumerable.Repeat("Received: by loop.example\r\n", 30)) + "\r\n.\r\n");
        Assert.StartsWith("554 5.4.6", await client.ReadAsync());
        Assert.Empty(server.Log.Entries);
    }

    [Fact]
    public async Task Too_many_errors_end_the_session()
    {
        await using var server = await SmtpTestServer.StartAsync(o => o.MaxErrors = 3);
        using var client = await server.HelloAsync();
        for (var i = 0; i < 3; i++)
        {
            Assert.StartsWith("500", await client.AskAsync("WHAT"));
        }

        Assert.StartsWith("500", await client.AskAsync("WHAT"));
        Assert.StartsWith("421 4.7.0", await client.ReadAsync());
        Assert.Equal("", await client.ReadAsync());
    }

    [Fact]
    public async Task Too_many_commands_end_the_session()
    {
        await using var server = await SmtpTestServer.StartAsync(o => o.MaxCommands = 100);
        using var client = await server.ConnectAsync();
        await client.SendAsync(string.Concat(Enumerable.Repeat("NOOP\r\n", 101)));
        for (var i = 0; i < 100; i++)
        {
            Assert.StartsWith("250", await client.ReadAsync());
        }

        Assert.StartsWith("421 4.7.0", await client.ReadAsync());
    }

    [Fact]
    public async Task Connections_beyond_the_limit_of_an_address_are_turned_away()
    {
        await using var server = await SmtpTestServer.StartAsync(o => o.MaxConnectionsPerAddress = 2);
        using var first = await server.ConnectAsync();
        using var second = await server.ConnectAsync();
        using var third = await server.ConnectWithoutGreetingAsync();
        Assert.StartsWith("421 4.7.0", await third.ReadAsync());
        Assert.StartsWith("221", await second.AskAsync("QUIT"));
        Assert.Equal("", await second.ReadAsync());
        Assert.StartsWith("250", await first.AskAsync("NOOP"));
    }

    [Fact]
    public async Task A_client_that_connects_too_often_waits_for_its_rate()
    {
        await using var server = await SmtpTestServer.StartAsync(limits: l => l.ConnectionsPerMinute = 2);
        using var first = await server.ConnectAsync();
        using var second = await server.ConnectAsync();
        using var third = await server.ConnectWithoutGreetingAsync();
        Assert.StartsWith("421 4.7.0", await third.ReadAsync());
        server.Clock.Advance(TimeSpan.FromSeconds(31));
        using var later = await server.ConnectAsync();
        Assert.StartsWith("250", await later.AskAsync("NOOP"));
    }

    [Fact]
    public async Task Commands_of_all_sessions_of_a_client_are_counted_together_except_on_LMTP()
    {
        await using var server = await SmtpTestServer.StartAsync(limits: l => l.CommandsPerMinute = 100);
        for (var i = 0; i < 3; i++)
        {
            using var session = await server.ConnectAsync();
            Assert.StartsWith("250", await session.AskAsync("NOOP"));
        }

        using var another = await server.ConnectAsync();
        Assert.StartsWith("421 4.7.0", await another.AskAsync("NOOP"));
        using var lmtp = await server.HelloAsync(Mail.Protocols.Smtp.SmtpDialect.Lmtp);
        Assert.StartsWith("250", await lmtp.AskAsync("NOOP"));
    }

    [Fact]
    public async Task Content_memory_that_is_taken_refuses_for_now()
    {
        await using var server = await SmtpTestServer.StartAsync(o =>
        {
            o.MaxMessageSize = MessageLimit;
            o.ContentMemory = MessageLimit + 9000;
        });
        using var holder = await server.HelloAsync();
        Assert.StartsWith("250", await holder.AskAsync($"MAIL FROM:<> SIZE={MessageLimit}"));
        Assert.StartsWith("250", await holder.AskAsync("RCPT TO:<ann@here.example>"));
        Assert.StartsWith("354", await holder.AskAsync("DATA"));

        using var other = await server.HelloAsync();
        await other.AskAsync("MAIL FROM:<>");
        await other.AskAsync("RCPT TO:<ann@here.example>");
        await other.SendAsync("DATA\r\n");
        var reply = other.ReadAsync();
        await server.Clock.WhenArmedFor(TimeSpan.FromSeconds(10));
        server.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.StartsWith("452 4.3.1", await reply);
        Assert.StartsWith("250", await holder.AskAsync("x\r\n."));
        Assert.StartsWith("354", await other.AskAsync("DATA"));
    }

    [Theory]
    [InlineData("BDAT 3 LAST\r\nz\r\n", "503")]
    [InlineData("BDAT 3\r\nz\r\n", "503")]
    [InlineData("DATA\r\n", "503")]
    [InlineData("RCPT TO:<bob@here.example>\r\n", "503")]
    [InlineData("RSET\r\n", "250")]
    [InlineData("EHLO client.example\r\n", "250")]
    [InlineData("MAIL FROM:<>\r\n", "250")]
    public async Task A_chunk_that_is_refused_fails_its_message(string next, string code)
    {
        await using var server = await SmtpTestServer.StartAsync(o =>
        {
            o.MaxMessageSize = MessageLimit;
            o.ContentMemory = MessageLimit + 9000;
        });
        using var holder = await server.HelloAsync();
        await holder.AskAsync($"MAIL FROM:<> SIZE={MessageLimit}");
        await holder.AskAsync("RCPT TO:<ann@here.example>");
        Assert.StartsWith("354", await holder.AskAsync("DATA"));

        using var client = await server.HelloAsync();
        await client.AskAsync("MAIL FROM:<>");
        await client.AskAsync("RCPT TO:<ann@here.example>");
        await client.SendAsync("BDAT 6\r\nx\r\ny\r\n");
        var refusal = client.ReadAsync();
        await server.Clock.WhenArmedFor(TimeSpan.FromSeconds(10));
        server.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.StartsWith("452 4.3.1", await refusal);
        Assert.StartsWith("250", await holder.AskAsync("held\r\n."));

        await client.SendAsync(next);
        Assert.StartsWith(code, await client.ReadAsync());
        Assert.EndsWith("held\r\n", server.Log.Only.Text);
        Assert.StartsWith("250", await client.AskAsync("NOOP"));
    }

    private static string Lines(int octets) => string.Concat(Enumerable.Repeat("0123456789abcdef0123456789abcd\r\n", (octets / 32) + 1));
}
