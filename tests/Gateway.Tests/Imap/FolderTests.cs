using Mail.Domain.Mailboxes;

namespace Mail.Gateway.Tests.Imap;

public class FolderTests
{
    [Fact]
    public async Task Select_describes_the_folder()
    {
        await using var server = await ImapServer.StartAsync();
        await server.AddAsync("Subject: a\n\nb\n", MessageFlags.Seen, keywords: "work");
        await server.AddManyAsync(2);
        await using var client = await server.LoginAsync();
        var select = await client.OkAsync("SELECT inbox");
        Assert.StartsWith("OK [READ-WRITE]", select.Completion);
        Assert.Contains("3 EXISTS", select.Untagged);
        Assert.Contains("0 RECENT", select.Untagged);
        Assert.Contains(select.Untagged, l => l.StartsWith("OK [UNSEEN 2]"));
        Assert.Contains(select.Untagged, l => l.StartsWith("OK [UIDVALIDITY 1001]"));
        Assert.Contains(select.Untagged, l => l.StartsWith("OK [UIDNEXT 4]"));
        Assert.Contains(select.Untagged, l => l.StartsWith("OK [HIGHESTMODSEQ 4]"));
        Assert.Contains("work", select.Line("FLAGS"));
        Assert.Contains(@"\*", select.Line("OK [PERMANENTFLAGS"));
    }

    [Fact]
    public async Task A_folder_larger_than_one_read_is_whole()
    {
        await using var server = await ImapServer.StartAsync();
        for (var i = 0; i < 9000; i++)
        {
            await server.AddAsync("\n\n");
        }

        await using var client = await server.LoginAsync();
        Assert.Contains("9000 EXISTS", (await client.OkAsync("SELECT INBOX")).Untagged);
        Assert.Equal("9000 FETCH (UID 9000)", (await client.OkAsync("FETCH * UID")).Line("9000"));
    }

    [Fact]
    public async Task Examine_is_read_only()
    {
        await using var server = await ImapServer.StartAsync();
        await server.AddManyAsync(1);
        await using var client = await server.LoginAsync();
        Assert.StartsWith("OK [READ-ONLY]", (await client.OkAsync("EXAMINE INBOX")).Completion);
        Assert.StartsWith("NO", (await client.CommandAsync(@"STORE 1 +FLAGS \Seen")).Completion);
        await client.OkAsync("FETCH 1 BODY[]");
        Assert.Contains("FLAGS ()", (await client.OkAsync("FETCH 1 FLAGS")).Line("1 FETCH"));
    }

    [Fact]
    public async Task A_select_that_fails_leaves_nothing_selected()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.SelectAsync();
        Assert.StartsWith("NO [NONEXISTENT]", (await client.CommandAsync("SELECT nowhere")).Completion);
        Assert.StartsWith("BAD", (await client.CommandAsync("CHECK")).Completion);
    }

    [Fact]
    public async Task Close_expunges_without_a_word_and_unselect_does_not()
    {
        await using var server = await ImapServer.StartAsync();
        await server.AddManyAsync(2);
        await using var client = await server.SelectAsync();
        await client.OkAsync(@"STORE 1 +FLAGS.SILENT (\Deleted)");
        Assert.Empty((await client.OkAsync("UNSELECT")).Untagged);
        Assert.Contains("2 EXISTS", (await client.OkAsync("SELECT INBOX")).Untagged);
        Assert.Empty((await client.OkAsync("CLOSE")).Untagged);
        Assert.Contains("1 EXISTS", (await client.OkAsync("SELECT INBOX")).Untagged);
    }

    [Fact]
    public async Task List_shows_uses_and_children()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.LoginAsync();
        await client.OkAsync("CREATE a/b/");
        var list = (await client.OkAsync("LIST \"\" *")).Untagged;
        Assert.Equal("LIST (\\HasNoChildren) \"/\" \"INBOX\"", list[0]);
        Assert.Contains("LIST (\\HasNoChildren \\Sent) \"/\" \"Sent\"", list);
        Assert.Contains("LIST (\\HasChildren) \"/\" \"a\"", list);
        Assert.Contains("LIST (\\HasNoChildren) \"/\" \"a/b\"", list);
        Assert.DoesNotContain((await client.OkAsync("LIST \"\" %")).Untagged, l => l.Contains("a/b"));
        Assert.Equal(["LIST (\\Noselect) \"/\" \"\""], (await client.OkAsync("LIST \"\" \"\"")).Untagged);
    }

    [Fact]
    public async Task Extended_list_selects_and_returns()
    {
        await using var server = await ImapServer.StartAsync();
        await server.AddManyAsync(1);
        await using var client = await server.LoginAsync();
        await client.OkAsync("SUBSCRIBE INBOX");
        await client.OkAsync("SUBSCRIBE gone/deep");
        var subscribed = (await client.OkAsync("LIST (SUBSCRIBED) \"\" *")).Untagged;
        Assert.Equal(["LIST (\\HasNoChildren \\Subscribed) \"/\" \"INBOX\"", "LIST (\\NonExistent \\HasNoChildren \\Subscribed) \"/\" \"gone/deep\""], subscribed);
        Assert.Contains("(\"CHILDINFO\" (\"SUBSCRIBED\"))", (await client.OkAsync("LIST (SUBSCRIBED RECURSIVEMATCH) \"\" g%")).Line("LIST"));
        Assert.Equal(3, (await client.OkAsync("LIST (SPECIAL-USE) \"\" *")).Untagged.Count);
        var status = await client.OkAsync("LIST \"\" (INBOX Sent) RETURN (STATUS (MESSAGES UNSEEN))");
        Assert.Contains("STATUS \"INBOX\" (MESSAGES 1 UNSEEN 1)", status.Untagged);
        Assert.Contains("STATUS \"Sent\" (MESSAGES 0 UNSEEN 0)", status.Untagged);
    }

    [Fact]
    public async Task Lsub_shows_subscribed_names_and_levels_above()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.LoginAsync();
        await client.OkAsync("SUBSCRIBE a/b");
        Assert.Equal(["LSUB () \"/\" \"a/b\""], (await client.OkAsync("LSUB \"\" *")).Untagged);
        Assert.Equal(["LSUB (\\Noselect) \"/\" \"a\""], (await client.OkAsync("LSUB \"\" %")).Untagged);
        await client.OkAsync("UNSUBSCRIBE a/b");
        Assert.Empty((await client.OkAsync("LSUB \"\" *")).Untagged);
    }

    [Fact]
    public async Task Folders_are_created_renamed_and_deleted()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.LoginAsync();
        await client.OkAsync("CREATE one (USE (\\Archive))");
        Assert.StartsWith("NO [ALREADYEXISTS]", (await client.CommandAsync("CREATE one")).Completion);
        Assert.StartsWith("NO [USEATTR]", (await client.CommandAsync("CREATE x (USE (\\Frob))")).Completion);
        Assert.StartsWith("NO [USEATTR] Another mailbox", (await client.CommandAsync("CREATE x (USE (\\Trash))")).Completion);
        Assert.StartsWith("NO [ALREADYEXISTS]", (await client.CommandAsync("CREATE Trash (USE (\\Trash))")).Completion);
        await client.OkAsync("CREATE one/two");
        Assert.Equal("NO [CANNOT] A mailbox cannot be put below itself", (await client.CommandAsync("RENAME one one/three")).Completion);
        Assert.StartsWith("NO [NONEXISTENT]", (await client.CommandAsync("RENAME none none/three")).Completion);
        await client.OkAsync("RENAME one three");
        Assert.Contains("\\Archive", (await client.OkAsync("LIST \"\" three")).Line("LIST"));
        Assert.StartsWith("NO [CANNOT]", (await client.CommandAsync("DELETE three")).Completion);
        await client.OkAsync("DELETE three/two");
        await client.OkAsync("DELETE three");
        Assert.StartsWith("NO [NONEXISTENT]", (await client.CommandAsync("DELETE three")).Completion);
    }

    [Fact]
    public async Task Status_counts()
    {
        await using var server = await ImapServer.StartAsync();
        await server.AddAsync("a: b\n\nc\n", MessageFlags.Seen | MessageFlags.Deleted);
        await server.AddAsync("a: b\n\nc\n");
        await using var client = await server.LoginAsync();
        Assert.Equal(
            "STATUS \"INBOX\" (MESSAGES 2 RECENT 0 UIDNEXT 3 UIDVALIDITY 1001 UNSEEN 1 DELETED 1 SIZE 22 HIGHESTMODSEQ 3 APPENDLIMIT 52428800)",
            (await client.OkAsync("STATUS INBOX (MESSAGES UIDNEXT UIDVALIDITY UNSEEN RECENT SIZE DELETED HIGHESTMODSEQ APPENDLIMIT)")).Line("STATUS"));
    }
}
