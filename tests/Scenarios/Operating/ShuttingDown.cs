using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Scenarios.Harness;

namespace Scenarios.Operating;

public sealed class ShuttingDown
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Message_on_its_way_is_finished_and_is_there_after_the_restart()
    {
        await using var server = await SiloProcess.StartAsync("shutdown:\n  drain: 1m\n");
        await using var smtp = await DataAsync(server);
        await using var imap = await server.LoginAsync();
        await imap.OkAsync("SELECT INBOX");
        var idle = await imap.BeginAsync("IDLE");
        Assert.StartsWith("+ ", await imap.ReadResponseAsync(), StringComparison.Ordinal);
        await using var waiting = await server.SmtpAsync();

        server.Signal(PosixSignal.SIGTERM);
        await ClosedAsync(server);
        Assert.StartsWith("421", await waiting.ReplyAsync(), StringComparison.Ordinal);
        Assert.StartsWith("* BYE", await imap.ReadResponseAsync(), StringComparison.Ordinal);
        Assert.StartsWith("250", await smtp.CommandAsync("the rest\r\n."), StringComparison.Ordinal);
        Assert.StartsWith("421", await smtp.ReplyAsync(), StringComparison.Ordinal);
        Assert.True(await server.EndAsync() < Soon);
        Assert.Equal(0, server.ExitCode);

        await server.StartAgainAsync();
        await using var again = await server.LoginAsync();
        await Eventually.TrueAsync(async () => (await again.OkAsync("STATUS INBOX (MESSAGES)")).Contains("(MESSAGES 1)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stuck_client_is_cut_off_when_the_drain_time_is_over_and_its_message_was_not_acknowledged()
    {
        await using var server = await SiloProcess.StartAsync("shutdown:\n  drain: 1s\n");
        await using var smtp = await DataAsync(server);
        server.Signal(PosixSignal.SIGTERM);
        await Assert.ThrowsAnyAsync<IOException>(smtp.ReplyAsync);
        Assert.True(await server.EndAsync() < Soon);
        Assert.Equal(0, server.ExitCode);
        await server.StartAgainAsync();
        await using var again = await server.LoginAsync();
        Assert.Contains("(MESSAGES 0)", await again.OkAsync("STATUS INBOX (MESSAGES)"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_signal_cuts_the_wait_short()
    {
        await using var server = await SiloProcess.StartAsync("shutdown:\n  drain: 10m\n");
        await using var smtp = await DataAsync(server);
        server.Signal(PosixSignal.SIGTERM);
        await ClosedAsync(server);
        server.Signal(PosixSignal.SIGINT);
        Assert.True(await server.EndAsync() < Soon);
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task Readiness_says_no_before_listeners_close()
    {
        await using var server = await SiloProcess.StartAsync("shutdown:\n  announce: 5m\n");
        server.Signal(PosixSignal.SIGTERM);
        await Eventually.TrueAsync(async () =>
        {
            using var answer = await server.GetAsync("/ready");
            return answer.StatusCode == HttpStatusCode.ServiceUnavailable && (await answer.Content.ReadAsStringAsync()).Contains("stopping", StringComparison.Ordinal);
        });
        await using (var smtp = await server.SmtpAsync())
        {
            Assert.StartsWith("250", await smtp.CommandAsync("NOOP"), StringComparison.Ordinal);
        }

        server.Signal(PosixSignal.SIGTERM);
        Assert.True(await server.EndAsync() < Soon);
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task Told_to_stop_while_it_starts_it_ends_in_order_and_starts_again()
    {
        await using var server = await SiloProcess.StartUntilAsync("Silo .* is active", "", [], "--demo-users", "5000");
        server.Signal(PosixSignal.SIGTERM);
        Assert.True(await server.EndAsync() < Soon);
        Assert.Contains("told to stop before it was ready", server.Output, StringComparison.Ordinal);
        Assert.Equal(0, server.ExitCode);

        await server.StartAgainAsync();
        await using var imap = await server.LoginAsync("user4999@demo.test");
    }

    /// <summary>A session in the middle of its message.</summary>
    private static async Task<SmtpConnection> DataAsync(SiloProcess server)
    {
        var smtp = await server.SmtpAsync();
        await smtp.CommandAsync("MAIL FROM:<s@elsewhere.test>");
        await smtp.CommandAsync($"RCPT TO:<{TestServer.Alice}>");
        Assert.StartsWith("354", await smtp.CommandAsync("DATA"), StringComparison.Ordinal);
        await smtp.WriteAsync("Subject: half\r\n\r\nhalf of it\r\n");
        return smtp;
    }

    private static Task ClosedAsync(SiloProcess server) => Eventually.TrueAsync(async () =>
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, server.Port("SMTP"));
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    });
}
