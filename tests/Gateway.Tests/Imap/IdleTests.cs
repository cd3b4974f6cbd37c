using Mail.Domain.Mailboxes;

namespace Mail.Gateway.Tests.Imap;

public class IdleTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task New_mail_is_announced(bool tls)
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.SelectAsync(tls);
        await IdleAsync(client);
        for (var i = 1; i <= 5; i++)
        {
            await server.AddManyAsync(1);
            Assert.Equal($"* {i} EXISTS", await client.ReadAsync());
        }

        await client.SendAsync("DONE\r\n");
        Assert.True((await client.CompletionAsync("i")).IsOk);
        await client.OkAsync("FETCH 1:5 FLAGS");
    }

    [Fact]
    public async Task Flags_and_expunges_are_announced()
    {
        await using var server = await ImapServer.StartAsync();
        await server.AddManyAsync(3);
        await using var client = await server.SelectAsync();
        await using var other = await server.SelectAsync();
        await IdleAsync(client);
        await other.OkAsync(@"STORE 2 +FLAGS (\Deleted work)");
        Assert.StartsWith(@"* FLAGS (", await client.ReadAsync());
        Assert.Equal(@"* 2 FETCH (UID 2 FLAGS (\Deleted work))", await client.ReadAsync());
        await other.OkAsync("EXPUNGE");
        Assert.Equal("* 2 EXPUNGE", await client.ReadAsync());
    }

    [Fact]
    public async Task What_happened_before_idle_is_told_at_its_start()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.SelectAsync();
        await server.AddManyAsync(1);
        await IdleAsync(client);
        Assert.Equal("* 1 EXISTS", await client.ReadAsync());
    }

    // Thunderbird passes over what it is told while it fetches a message.
    [Fact]
    public async Task What_was_told_in_the_midst_of_another_command_is_said_again_once()
    {
        await using var server = await ImapServer.StartAsync();
        await server.AddManyAsync(1);
        await using var client = await server.SelectAsync();
        await server.AddManyAsync(2);
        Assert.Contains("3 EXISTS", (await client.OkAsync("UID FETCH 1 (FLAGS)")).Untagged);
        await IdleAsync(client);
        Assert.Equal("* 3 EXISTS", await client.ReadAsync());
        await client.SendAsync("DONE\r\n");
        await client.CompletionAsync("i");

        await IdleAsync(client);
        await server.AddManyAsync(1);
        Assert.Equal("* 4 EXISTS", await client.ReadAsync());
    }

    [Fact]
    public async Task Anything_but_done_is_bad()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.SelectAsync();
        await IdleAsync(client);
        await client.SendAsync("NOOP\r\n");
        Assert.StartsWith("BAD", (await client.CompletionAsync("i")).Completion);
    }

    [Fact]
    public async Task A_changed_folder_that_is_not_selected_is_no_news()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.SelectAsync();
        await IdleAsync(client);
        await server.AddAsync("Subject: x\n\ny\n", folder: "Sent");
        await server.AddAsync("Subject: x\n\ny\n", MessageFlags.Seen);
        Assert.Equal("* 1 EXISTS", await client.ReadAsync());
        await client.SendAsync("DONE\r\n");
        Assert.Empty((await client.CompletionAsync("i")).Untagged);
    }

    private static async Task IdleAsync(ImapClient client)
    {
        await client.SendAsync("i IDLE\r\n");
        Assert.StartsWith("+ ", await client.ReadAsync());
    }
}
