using Mail.Gateway.Smtp;
using Mail.Gateway.Tests.Fakes;
using Mail.Protocols.Smtp;
using Mail.Storage;

namespace Mail.Gateway.Tests.Smtp;

public sealed class SmtpFailureTests
{
    [Fact]
    public async Task A_log_that_does_not_answer_refuses_for_now()
    {
        await using var server = await SmtpTestServer.StartAsync(log: new() { Failure = new StoreUnavailableException("down") });
        using var client = await server.HelloAsync();
        await client.OpenDataAsync();
        Assert.StartsWith("451 4.3.0", await client.AskAsync("x\r\n."));
        server.Log.Failure = null;
        await client.OpenDataAsync();
        Assert.StartsWith("250", await client.AskAsync("x\r\n."));
    }

    [Fact]
    public async Task A_full_log_refuses_for_now()
    {
        await using var server = await SmtpTestServer.StartAsync(log: new() { Failure = new StoreFullException("full") });
        using var client = await server.HelloAsync();
        await client.OpenDataAsync();
        Assert.StartsWith("452 4.3.1 Mail system full", await client.AskAsync("x\r\n."));

        // No limit that the client has reached.
        Assert.Null(SmtpLimitNames.Of(SmtpReplies.StoreFull));
    }

    [Fact]
    public async Task The_250_comes_behind_the_append_and_not_before()
    {
        var gate = new TaskCompletionSource();
        await using var server = await SmtpTestServer.StartAsync(log: new() { Gate = gate.Task });
        using var client = await server.HelloAsync();
        await client.OpenDataAsync();
        await client.SendAsync("x\r\n.\r\n");
        var reply = client.ReadAsync();
        await server.Log.Appending.Task;
        Assert.False(reply.IsCompleted);
        gate.SetResult();
        Assert.StartsWith("250", await reply);
        Assert.Single(server.Log.Entries);
    }

    [Fact]
    public async Task A_peer_that_leaves_in_the_middle_of_a_message_leaves_nothing()
    {
        await using var server = await SmtpTestServer.StartAsync(o => o.MaxConnectionsPerAddress = 1);
        using (var client = await server.HelloAsync())
        {
            await client.OpenDataAsync();
            await client.SendAsync("half a mess");
            client.Shutdown();
            Assert.Equal("", await client.ReadAsync());
        }

        Assert.Empty(server.Log.Entries);
    }

    [Fact]
    public async Task A_silent_peer_is_let_go()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.StartsWith("250", await client.AskAsync("NOOP"));
        server.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.StartsWith("250", await client.AskAsync("NOOP"));
        server.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.StartsWith("421 4.4.2", await client.ReadAsync());
        Assert.Equal("", await client.ReadAsync());
    }

    [Fact]
    public async Task A_stopping_server_lets_idle_sessions_go_and_finishes_messages()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var idle = await server.HelloAsync();
        using var busy = await server.HelloAsync();
        await busy.OpenDataAsync();
        var stopped = server.StopAsync();
        Assert.StartsWith("421 4.3.2", await idle.ReadAsync());
        Assert.StartsWith("250", await busy.AskAsync("x\r\n."));
        Assert.StartsWith("421 4.3.2", await busy.ReadAsync());
        await stopped;
        Assert.True(server.Log.IsAcknowledged(server.Log.Only.Record.Id));
    }

    [Fact]
    public async Task When_all_places_are_taken_messages_are_refused_until_one_is_free()
    {
        var gate = new TaskCompletionSource();
        var mailboxes = new FakeMailboxes { Gate = gate.Task };
        await using var server = await SmtpTestServer.StartAsync(delivery: o => o.MaxOutstanding = 1, mailboxes: mailboxes);
        using var client = await server.HelloAsync();
        await client.OpenDataAsync();
        Assert.StartsWith("250", await client.AskAsync("x\r\n."));
        await client.OpenDataAsync();
        await client.SendAsync("y\r\n.\r\n");
        var reply = client.ReadAsync();
        await server.Clock.WhenArmedFor(TimeSpan.FromSeconds(20));
        server.Clock.Advance(TimeSpan.FromSeconds(21));
        Assert.StartsWith("452 4.3.1", await reply);
        gate.SetResult();
        await server.Log.WhenAcknowledged(server.Log.Only.Record.Id);
        await client.OpenDataAsync();
        Assert.StartsWith("250", await client.AskAsync("z\r\n."));
    }
}
