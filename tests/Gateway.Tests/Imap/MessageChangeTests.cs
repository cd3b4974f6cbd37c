using Mail.Domain.Mailboxes;

namespace Mail.Gateway.Tests.Imap;

public class MessageChangeTests
{
    private static async Task<(ImapServer Server, ImapClient Client)> WithAsync(int messages)
    {
        var server = await ImapServer.StartAsync();
        await server.AddManyAsync(messages);
        return (server, await server.SelectAsync());
    }

    [Fact]
    public async Task Store_adds_removes_and_replaces()
    {
        var (server, client) = await WithAsync(1);
        await using var _ = server;
        Assert.Equal(@"1 FETCH (UID 1 FLAGS (\Flagged \Seen work))", (await client.OkAsync(@"STORE 1 +FLAGS (\Seen \Flagged work)")).Line("1 FETCH"));
        Assert.Equal(@"1 FETCH (UID 1 FLAGS (\Flagged work))", (await client.OkAsync(@"UID STORE 1 -FLAGS \Seen")).Line("1 FETCH"));
        Assert.Equal(@"1 FETCH (UID 1 FLAGS (\Draft))", (await client.OkAsync(@"STORE 1 FLAGS (\Draft)")).Line("1 FETCH"));
    }

    [Fact]
    public async Task Silent_store_says_nothing()
    {
        var (server, client) = await WithAsync(2);
        await using var _ = server;
        Assert.Empty((await client.OkAsync(@"STORE 1:2 +FLAGS.SILENT (\Seen)")).Untagged);
        Assert.Empty((await client.OkAsync("NOOP")).Untagged);
        Assert.Contains(@"\Seen", (await client.OkAsync("FETCH 2 FLAGS")).Line("2 FETCH"));
    }

    [Fact]
    public async Task Unchangedsince_keeps_newer_messages()
    {
        var (server, client) = await WithAsync(3);
        await using var _ = server;
        await client.OkAsync(@"STORE 2 +FLAGS (\Flagged)");
        var answer = await client.OkAsync(@"STORE 1:3 (UNCHANGEDSINCE 4) +FLAGS (\Seen)");
        Assert.StartsWith("OK [MODIFIED 2]", answer.Completion);
        Assert.Equal([@"1 FETCH (UID 1 FLAGS (\Seen) MODSEQ (6))", @"3 FETCH (UID 3 FLAGS (\Seen) MODSEQ (6))"], answer.Untagged);
    }

    [Fact]
    public async Task Keywords_of_a_folder_are_bounded()
    {
        await using var server = await ImapServer.StartAsync(o => o.MaxKeywordsPerFolder = 100);
        await server.AddManyAsync(2);
        await using var client = await server.SelectAsync();
        await client.OkAsync($"STORE 1 +FLAGS.SILENT ({string.Join(' ', Enumerable.Range(0, 100).Select(i => $"k{i}"))})");
        Assert.StartsWith("NO [LIMIT]", (await client.CommandAsync("STORE 2 +FLAGS.SILENT (another)")).Completion);
    }

    [Fact]
    public async Task Copy_tells_the_new_uids()
    {
        var (server, client) = await WithAsync(3);
        await using var _ = server;
        Assert.StartsWith("OK [COPYUID 1003 1,3 1:2]", (await client.OkAsync("UID COPY 1,3 Sent")).Completion);
        Assert.Contains("(MESSAGES 2)", (await client.OkAsync("STATUS Sent (MESSAGES)")).Line("STATUS"));
        Assert.StartsWith("NO [TRYCREATE]", (await client.CommandAsync("COPY 1 nowhere")).Completion);
    }

    [Theory]
    [InlineData("COPY")]
    [InlineData("MOVE")]
    public async Task Messages_that_another_session_has_expunged_are_not_said_to_be_copied(string verb)
    {
        var (server, client) = await WithAsync(3);
        await using var _ = server;
        await using var other = await server.SelectAsync();
        server.Mailbox.HoldsNotices = true;
        await other.OkAsync(@"STORE 2 +FLAGS.SILENT (\Deleted)");
        await other.OkAsync("EXPUNGE");
        Assert.StartsWith("NO [EXPUNGEISSUED]", (await client.CommandAsync($"{verb} 2 Sent")).Completion);
        await client.OkAsync($"UID {verb} 2 Sent");
        Assert.Contains("(MESSAGES 0)", (await client.OkAsync("STATUS Sent (MESSAGES)")).Line("STATUS"));
    }

    [Fact]
    public async Task Move_tells_the_new_uids_and_then_expunges()
    {
        var (server, client) = await WithAsync(3);
        await using var _ = server;
        var answer = await client.OkAsync("MOVE 1,3 Trash");
        Assert.StartsWith("OK [COPYUID 1004 1,3 1:2]", answer.Untagged[0]);
        Assert.Equal(["3 EXPUNGE", "1 EXPUNGE"], answer.Untagged.Skip(1));
    }

    [Fact]
    public async Task Expunge_removes_what_is_deleted()
    {
        var (server, client) = await WithAsync(4);
        await using var _ = server;
        await client.OkAsync(@"STORE 1,2,4 +FLAGS.SILENT (\Deleted)");
        Assert.Equal(["2 EXPUNGE"], (await client.OkAsync("UID EXPUNGE 2:3")).Untagged);
        Assert.Equal(["3 EXPUNGE", "1 EXPUNGE"], (await client.OkAsync("EXPUNGE")).Untagged);
        Assert.Equal("1 FETCH (UID 3)", (await client.OkAsync("FETCH 1:* UID")).Line("1 FETCH"));
    }

    [Fact]
    public async Task A_change_of_many_messages_is_many_commits_and_one_answer()
    {
        var (server, client) = await WithAsync(4500);
        await using var _ = server;
        Assert.Equal(4500, (await client.OkAsync(@"STORE 1:* +FLAGS (\Seen)")).Untagged.Count);
        var moved = await client.OkAsync("MOVE 1:4100 Trash");
        Assert.StartsWith("OK [COPYUID 1004 1:4100 1:4100]", moved.Untagged[0]);
        Assert.Equal(4101, moved.Untagged.Count);
        Assert.Equal([2000, 2000, 500, 2000, 2000, 100], server.Mailbox.Changes);
        server.Mailbox.Changes.Clear();

        await client.OkAsync("SELECT Trash");
        await client.OkAsync(@"STORE 1:* +FLAGS.SILENT (\Deleted)");
        Assert.Equal(2050, (await client.OkAsync("UID EXPUNGE 1:2050")).Untagged.Count);
        Assert.Equal(2050, (await client.OkAsync("EXPUNGE")).Untagged.Count);
        Assert.Equal([2000, 2000, 100, 2000, 50, 2000, 50, 0], server.Mailbox.Changes);
    }

    [Fact]
    public async Task Append_waits_for_the_go_ahead_and_tells_the_uid()
    {
        var (server, client) = await WithAsync(0);
        await using var _ = server;
        await client.SendAsync("a APPEND INBOX (\\Seen work) \" 1-Feb-2024 10:00:00 +0100\" {20}\r\n");
        Assert.StartsWith("+ ", await client.ReadAsync());
        await client.SendAsync("Subject: S\r\n\r\nText\r\n\r\n");
        var answer = await client.CompletionAsync("a");
        Assert.StartsWith("OK [APPENDUID 1001 1]", answer.Completion);
        Assert.Contains("1 EXISTS", answer.Untagged);
        Assert.Equal(
            "1 FETCH (FLAGS (\\Seen work) INTERNALDATE \" 1-Feb-2024 09:00:00 +0000\" BODY[TEXT] {6}\r\nText\r\n)",
            (await client.OkAsync("FETCH 1 (FLAGS INTERNALDATE BODY.PEEK[TEXT])")).Line("1 FETCH").Replace("10:00:00 +0100", "09:00:00 +0000"));
    }

    [Fact]
    public async Task Append_into_the_selected_folder_says_exists_although_no_notice_has_come()
    {
        var (server, client) = await WithAsync(1);
        await using var _ = server;
        server.Mailbox.HoldsNotices = true;
        await client.SendAsync("a APPEND INBOX {16+}\r\nSubject: S\r\n\r\nT\r\n\r\n");
        Assert.Contains("2 EXISTS", (await client.CompletionAsync("a")).Untagged);
    }

    [Theory]
    [InlineData(@"UID STORE 2 +FLAGS (\Seen)", @"2 FETCH (UID 2 FLAGS (\Deleted \Seen))")]
    [InlineData("UID FETCH 2:* UID", "2 FETCH (UID 2)")]
    [InlineData("UID EXPUNGE 1:2", "2 EXPUNGE")]
    [InlineData("UID MOVE 2 Trash", "2 EXPUNGE")]
    public async Task A_uid_of_another_session_is_found_although_no_notice_has_come(string command, string response)
    {
        var (server, client) = await WithAsync(1);
        await using var _ = server;
        server.Mailbox.HoldsNotices = true;
        await server.AddAsync("Subject: S\n\nText\n", MessageFlags.Deleted);
        var answer = await client.OkAsync(command);
        Assert.Equal("2 EXISTS", answer.Untagged[0]);
        Assert.Contains(response, answer.Untagged);
    }

    [Fact]
    public async Task Append_with_a_non_synchronizing_literal_of_a_megabyte()
    {
        var (server, client) = await WithAsync(0);
        await using var _ = server;
        var message = "Subject: S\r\n\r\n" + string.Concat(Enumerable.Repeat("0123456789abcde\r\n", 60_000));
        await client.SendAsync($"a APPEND INBOX {{{message.Length}+}}\r\n{message}\r\nb NOOP\r\n");
        Assert.StartsWith("OK [APPENDUID", (await client.CompletionAsync("a")).Completion);
        await client.CompletionAsync("b");
        Assert.EndsWith(message + ")", (await client.OkAsync("FETCH 1 BODY.PEEK[]")).Line("1 FETCH"));
    }

    [Theory]
    [InlineData("nowhere {5}", "NO [TRYCREATE]")]
    [InlineData("INBOX {99999999}", "NO [TOOBIG]")]
    [InlineData("INBOX (\\Frob) {5}", "BAD")]
    public async Task Append_is_refused_before_the_message_is_sent(string arguments, string refusal)
    {
        var (server, client) = await WithAsync(0);
        await using var _ = server;
        Assert.StartsWith(refusal, (await client.CommandAsync("APPEND " + arguments)).Completion);
        await client.OkAsync("NOOP");
    }

    [Theory]
    [InlineData("nowhere", "NO [TRYCREATE]")]
    [InlineData("INBOX (\\Frob)", "BAD")]
    public async Task A_message_that_comes_although_refused_is_read_past(string arguments, string refusal)
    {
        var (server, client) = await WithAsync(0);
        await using var _ = server;
        await client.SendAsync($"a APPEND {arguments} {{8+}}\r\nb NOOP\r\n\r\nc NOOP\r\n");
        Assert.StartsWith(refusal, (await client.CompletionAsync("a")).Completion);
        Assert.True((await client.CompletionAsync("c")).IsOk);
    }

    [Fact]
    public async Task Append_over_quota_is_refused()
    {
        var (server, client) = await WithAsync(0);
        await using var _ = server;
        server.Mailbox.Room = QuotaVerdict.Full;
        Assert.StartsWith("NO [OVERQUOTA]", (await client.CommandAsync("APPEND INBOX {5}")).Completion);
    }

    [Fact]
    public async Task A_change_by_another_session_is_told_with_the_next_command()
    {
        var (server, client) = await WithAsync(2);
        await using var _ = server;
        await using var other = await server.SelectAsync();
        await other.OkAsync(@"STORE 2 +FLAGS.SILENT (\Answered)");
        Assert.Equal(@"2 FETCH (UID 2 FLAGS (\Answered))", (await client.OkAsync("NOOP")).Line("2 FETCH"));
    }
}
