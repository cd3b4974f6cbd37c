using Mail.Conformance.Postgres;
using Scenarios.Harness;

namespace Scenarios;

/// <summary>The same server with all state in PostgreSQL.</summary>
public sealed class OnPostgres
{
    private const string Message = "From: s@elsewhere.test\r\nSubject: Hello\r\n\r\nbody\r\n";

    [Fact]
    public async Task Mail_is_received_read_and_there_after_a_restart()
    {
        await using var server = await StartAsync();
        await server.SendAsync(Message, TestServer.Alice, TestServer.Bob);
        await server.WaitForMailAsync(TestServer.Alice, 1);
        await server.StopAsync();
        await server.StartAgainAsync();
        await server.SendAsync(Message, TestServer.Alice);
        await server.WaitForMailAsync(TestServer.Alice, 2);
        await using var imap = await server.LoginAsync();
        await imap.OkAsync("SELECT INBOX");
        Assert.EndsWith(Message, await imap.FetchBodyAsync(1), StringComparison.Ordinal);
        Assert.EndsWith(Message, await imap.FetchBodyAsync(2), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flags_moves_and_expunges_are_kept()
    {
        await using var server = await StartAsync();
        await using (var imap = await server.LoginAsync())
        {
            for (var i = 0; i < 3; i++)
            {
                await imap.AppendAsync("INBOX", Message, @"(\Seen)");
            }

            await imap.OkAsync("SELECT INBOX");
            await imap.OkAsync("MOVE 1 Archive");
            await imap.OkAsync(@"STORE 1 +FLAGS (\Deleted)");
            await imap.OkAsync("EXPUNGE");
        }

        await server.StopAsync();
        await server.StartAgainAsync();
        await using var again = await server.LoginAsync();
        Assert.Contains("(MESSAGES 1 UIDNEXT 4 UNSEEN 0)", await again.OkAsync("STATUS INBOX (MESSAGES UIDNEXT UNSEEN)"), StringComparison.Ordinal);
        Assert.Contains("(MESSAGES 1)", await again.OkAsync("STATUS Archive (MESSAGES)"), StringComparison.Ordinal);
    }

    private static async Task<TestServer> StartAsync() =>
        await TestServer.StartAsync(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
}
