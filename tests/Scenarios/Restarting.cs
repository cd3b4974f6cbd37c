using Mail.Silo;
using Scenarios.Harness;

namespace Scenarios;

public sealed class Restarting
{
    private const string Message = "From: s@elsewhere.test\r\nSubject: Hello\r\n\r\nbody\r\n";

    [Fact]
    public async Task Messages_flags_folders_and_uids_are_there_after_a_restart()
    {
        await using var server = await TestServer.StartAsync();
        await server.SendAsync(Message, TestServer.Alice);
        await server.WaitForMailAsync(TestServer.Alice, 1);
        string before;
        await using (var imap = await server.LoginAsync())
        {
            await imap.OkAsync("CREATE Work");
            await imap.OkAsync("SELECT INBOX");
            await imap.OkAsync(@"STORE 1 +FLAGS (\Answered $Todo)");
            before = await imap.OkAsync("STATUS INBOX (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)");
        }

        await server.StopAsync();
        await server.StartAgainAsync();
        await using var again = await server.LoginAsync();
        Assert.Equal(before.Split('\n')[0], (await again.OkAsync("STATUS INBOX (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)")).Split('\n')[0]);
        await again.OkAsync("SELECT INBOX");
        var flags = await again.OkAsync("FETCH 1 (FLAGS)");
        Assert.Contains(@"\Answered", flags, StringComparison.Ordinal);
        Assert.Contains("$Todo", flags, StringComparison.Ordinal);
        Assert.EndsWith(Message, await again.FetchBodyAsync(1), StringComparison.Ordinal);
        await again.OkAsync("SELECT Work");
    }

    [Fact]
    public async Task Second_server_on_the_same_data_is_refused_with_the_reason()
    {
        await using var server = await TestServer.StartAsync();
        var refusal = await Assert.ThrowsAsync<StartFailedException>(server.StartAgainAsync);
        Assert.Contains("in use by process", refusal.Message, StringComparison.Ordinal);
    }
}
