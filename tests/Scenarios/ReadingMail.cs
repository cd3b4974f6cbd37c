using Scenarios.Harness;

namespace Scenarios;

public sealed class ReadingMail
{
    private const string Message = "From: s@elsewhere.test\r\nSubject: Hello\r\n\r\nbody\r\n";

    [Fact]
    public async Task Idle_session_hears_of_new_mail()
    {
        await using var server = await TestServer.StartAsync();
        await using var imap = await server.LoginAsync();
        await imap.OkAsync("SELECT INBOX");
        await imap.BeginAsync("IDLE");
        Assert.StartsWith("+", await imap.ReadResponseAsync(), StringComparison.Ordinal);
        await server.SendAsync(Message, TestServer.Alice);
        Assert.Equal("* 1 EXISTS", await imap.ReadResponseAsync());
    }

    [Fact]
    public async Task Two_sessions_see_each_others_changes()
    {
        await using var server = await TestServer.StartAsync();
        await server.SendAsync(Message, TestServer.Alice);
        await server.WaitForMailAsync(TestServer.Alice, 1);
        await using var one = await server.LoginAsync();
        await using var two = await server.LoginAsync();
        await one.OkAsync("SELECT INBOX");
        await two.OkAsync("SELECT INBOX");
        await one.OkAsync(@"STORE 1 +FLAGS (\Flagged $Work)");
        await Eventually.TrueAsync(async () =>
            (await two.OkAsync("NOOP")) is var answer && answer.Contains(@"\Flagged", StringComparison.Ordinal));
        await one.OkAsync(@"STORE 1 +FLAGS (\Deleted)");
        await one.OkAsync("EXPUNGE");
        await Eventually.TrueAsync(async () => (await two.OkAsync("NOOP")).Contains("* 1 EXPUNGE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Append_copy_and_move_tell_the_new_uids()
    {
        await using var server = await TestServer.StartAsync();
        await using var imap = await server.LoginAsync();
        Assert.Contains("APPENDUID", await imap.AppendAsync("Drafts", Message, @"(\Seen)"), StringComparison.Ordinal);
        await imap.OkAsync("SELECT Drafts");
        Assert.Contains("COPYUID", await imap.OkAsync("COPY 1 Archive"), StringComparison.Ordinal);
        Assert.Contains("COPYUID", await imap.OkAsync("MOVE 1 Trash"), StringComparison.Ordinal);
        Assert.Contains("(MESSAGES 0)", await imap.OkAsync("STATUS Drafts (MESSAGES)"), StringComparison.Ordinal);
        Assert.Contains("(MESSAGES 1 UNSEEN 0)", await imap.OkAsync("STATUS Trash (MESSAGES UNSEEN)"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_are_made_renamed_subscribed_and_removed()
    {
        await using var server = await TestServer.StartAsync();
        await using var imap = await server.LoginAsync();
        await imap.OkAsync("CREATE \"Work/2026/&AOQ-\"");
        await imap.OkAsync("SUBSCRIBE Work/2026");
        await imap.OkAsync("RENAME Work Job");
        var list = await imap.OkAsync("LIST \"\" *");
        Assert.Contains("Job/2026/&AOQ-", list, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Work", list, StringComparison.Ordinal);
        Assert.Contains(@"\Sent", list, StringComparison.Ordinal);
        await imap.OkAsync("DELETE \"Job/2026/&AOQ-\"");
        Assert.Contains("NO", await imap.CommandAsync("DELETE Job"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_works_over_implicit_tls_and_starttls()
    {
        await using var server = await TestServer.StartAsync();
        await using var implicitTls = await server.ImapsAsync();
        await implicitTls.OkAsync($"LOGIN {TestServer.Alice} {TestServer.Password}");
        await using var upgraded = await server.ImapAsync();
        await upgraded.StartTlsAsync();
        await upgraded.OkAsync($"LOGIN {TestServer.Bob} {TestServer.Password}");
    }

    [Fact]
    public async Task Wrong_password_and_unknown_user_get_the_same_answer()
    {
        await using var server = await TestServer.StartAsync();
        await using var imap = await server.ImapAsync();
        var wrong = await imap.CommandAsync($"LOGIN {TestServer.Alice} nonsense");
        var unknown = await imap.CommandAsync("LOGIN nobody@demo.test nonsense");
        Assert.Contains("NO [AUTHENTICATIONFAILED]", wrong, StringComparison.Ordinal);
        Assert.Equal(wrong[wrong.IndexOf(' ', StringComparison.Ordinal)..], unknown[unknown.IndexOf(' ', StringComparison.Ordinal)..]);
    }
}
