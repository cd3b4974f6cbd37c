using Mail.Domain.Mailboxes;
using Mail.Gateway.Imap.Folders;
using Mail.Gateway.Imap.Search;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Tests.Imap;

public class SearchTests
{
    private static async Task<(ImapServer Server, ImapClient Client)> StartAsync()
    {
        var server = await ImapServer.StartAsync();
        await server.AddAsync(
            "From: Bob B <bob@example.com>\nTo: alice@example.org\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\nDate: Thu, 1 Jan 2026 23:30:00 -0500\n\nHello world\n",
            MessageFlags.Seen, date: new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero), keywords: "work");
        await server.AddAsync(
            "From: carol@example.com\nCc: dave@example.net\nSubject: Report\nX-Topic: Budget\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nWsOkaGxlbg==\n",
            MessageFlags.Flagged, date: new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));
        await server.AddAsync(
            "From: eve@example.com\nSubject: long\n\n" + new string('x', 5000) + "\n", date: new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        return (server, await server.SelectAsync());
    }

    [Theory]
    [InlineData("ALL", "1 2 3")]
    [InlineData("SEEN", "1")]
    [InlineData("UNSEEN", "2 3")]
    [InlineData("NOT FLAGGED", "1 3")]
    [InlineData("OR SEEN FLAGGED", "1 2")]
    [InlineData("KEYWORD Work", "1")]
    [InlineData("UNKEYWORD work", "2 3")]
    [InlineData("2:*", "2 3")]
    [InlineData("UID 1,3", "1 3")]
    [InlineData("LARGER 4000", "3")]
    [InlineData("SMALLER 4000", "1 2")]
    [InlineData("SINCE 1-Feb-2026", "2 3")]
    [InlineData("BEFORE 1-Feb-2026", "1")]
    [InlineData("ON 1-Feb-2026", "2")]
    [InlineData("SENTON 1-Jan-2026", "1")]
    [InlineData("SENTSINCE 2-Jan-2026", "")]
    [InlineData("FROM bob", "1")]
    [InlineData("FROM \"Bob B <bob@\"", "1")]
    [InlineData("CC DAVE", "2")]
    [InlineData("SUBJECT grüße", "1")]
    [InlineData("HEADER X-Topic bud", "2")]
    [InlineData("HEADER X-Topic \"\"", "2")]
    [InlineData("BODY zählen", "2")]
    [InlineData("BODY report", "")]
    [InlineData("TEXT report", "2")]
    [InlineData("TEXT \"hello WORLD\"", "1")]
    [InlineData("(SEEN BODY hello) UNDELETED", "1")]
    [InlineData("NEW", "")]
    [InlineData("OLD", "1 2 3")]
    public async Task Keys_find_their_messages(string keys, string expected)
    {
        var (server, client) = await StartAsync();
        await using var _ = server;
        var answer = await client.Utf8CommandAsync("SEARCH CHARSET UTF-8 " + keys);
        Assert.True(answer.IsOk, answer.Completion);
        Assert.Equal(("SEARCH " + expected).TrimEnd(), answer.Line("SEARCH"));
    }

    [Theory]
    [InlineData("FROM \"\"", "1 2 3")]
    [InlineData("TO \"\"", "1 3")]
    [InlineData("CC \"\"", "1 3")]
    [InlineData("BCC \"\"", "1")]
    [InlineData("SUBJECT \"\"", "1")]
    [InlineData("HEADER Cc \"\"", "1 3")]
    [InlineData("HEADER X-None \"\"", "")]
    [InlineData("NOT CC \"\"", "2")]
    public async Task An_empty_text_finds_a_field_that_is_there_whatever_is_in_it(string keys, string expected)
    {
        await using var server = await ImapServer.StartAsync();
        await server.AddAsync("From: a@example.com\nTo:\nCc:\nBcc: \nSubject:\n\nx\n");
        await server.AddAsync("From: b@example.com\n\nx\n");
        await server.AddAsync("From:\nTo: c@example.com\nCc: undisclosed-recipients:;\n\nx\n");
        await using var client = await server.SelectAsync();
        Assert.Equal(("SEARCH " + expected).TrimEnd(), (await client.OkAsync("SEARCH " + keys)).Line("SEARCH"));
    }

    [Fact]
    public async Task The_deepest_and_the_longest_search_are_answered()
    {
        var (server, client) = await StartAsync();
        await using var _ = server;
        var or = string.Concat(Enumerable.Repeat("OR SEEN ", 499));
        Assert.Equal("SEARCH 1 2", (await client.OkAsync($"SEARCH {or}FLAGGED")).Line("SEARCH"));
        Assert.Equal("SEARCH 1", (await client.OkAsync("SEARCH" + string.Concat(Enumerable.Repeat(" SEEN", 3000)))).Line("SEARCH"));
        Assert.StartsWith("NO [LIMIT]", (await client.CommandAsync($"SEARCH OR SEEN {or}FLAGGED")).Completion);
    }

    [Fact]
    public void The_deepest_keys_need_little_of_the_stack()
    {
        SearchKey deepest = new AllKey();
        for (var i = 1; i < 500; i++)
        {
            deepest = i % 2 == 0 ? new OrKey(new NoneKey(), deepest) : new AndKey([new AllKey(), deepest]);
        }

        bool? found = null;
        var level = SearchLevel.Message;
        var thread = new Thread(
            () =>
            {
                found = new SearchEvaluator(new MessageTable()).Evaluate(deepest, default);
                level = SearchKeyCost.HighestOf(deepest);
            },
            1 << 20);
        thread.Start();
        thread.Join();
        Assert.True(found);
        Assert.Equal(SearchLevel.Entry, level);
    }

    [Fact]
    public async Task Extended_search_returns_what_was_asked_for()
    {
        var (server, client) = await StartAsync();
        await using var _ = server;
        Assert.Equal(
            "ESEARCH (TAG \"e\") UID MIN 1 MAX 3 ALL 1:3 COUNT 3",
            await LineAsync("e UID SEARCH RETURN (MIN MAX ALL COUNT) ALL"));
        Assert.Equal("ESEARCH (TAG \"e\") COUNT 0", await LineAsync("e SEARCH RETURN (MIN COUNT) DELETED"));
        Assert.Equal("ESEARCH (TAG \"e\") ALL 2", await LineAsync("e SEARCH RETURN () FLAGGED"));

        async Task<string> LineAsync(string command)
        {
            await client.SendAsync(command + "\r\n");
            return (await client.CompletionAsync("e")).Line("ESEARCH");
        }
    }

    [Fact]
    public async Task Modseq_adds_the_highest()
    {
        var (server, client) = await StartAsync();
        await using var _ = server;
        Assert.Equal("SEARCH 2 3 (MODSEQ 4)", (await client.OkAsync("SEARCH MODSEQ 3")).Line("SEARCH"));
    }
}
