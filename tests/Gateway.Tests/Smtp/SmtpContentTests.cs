using System.Text;

namespace Mail.Gateway.Tests.Smtp;

public sealed class SmtpContentTests
{
    [Fact]
    public async Task Random_bodies_in_random_packets_are_kept_octet_for_octet()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        var random = new Random(5);
        for (var round = 0; round < 40; round++)
        {
            var body = RandomBody(random, round % 4 == 0 ? 3000 : 40);
            await client.OpenDataAsync();
            var wire = Encoding.Latin1.GetBytes(Stuff(body) + ".\r\n");
            for (var at = 0; at < wire.Length;)
            {
                var take = Math.Min(random.Next(1, round % 3 == 0 ? 5000 : 30), wire.Length - at);
                await client.SendAsync(wire.AsMemory(at, take));
                at += take;
                await Task.Yield();
            }

            Assert.StartsWith("250", await client.ReadAsync());
            Assert.Equal(body, Body(server.Log.Entries[round].Text));
        }
    }

    [Fact]
    public async Task Random_bodies_in_random_chunks_are_kept_octet_for_octet()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        var random = new Random(6);
        for (var round = 0; round < 30; round++)
        {
            var body = RandomBody(random, 200);
            var octets = Encoding.Latin1.GetBytes(body);
            await client.SendAsync("MAIL FROM:<a@b.example>\r\nRCPT TO:<ann@here.example>\r\n");
            var replies = 2;
            for (var at = 0; at < octets.Length;)
            {
                var take = Math.Min(random.Next(1, octets.Length + 1), octets.Length - at);
                await client.SendAsync($"BDAT {take}\r\n");
                await client.SendAsync(octets.AsMemory(at, take));
                at += take;
                replies++;
            }

            await client.SendAsync("BDAT 0 LAST\r\n");
            for (replies++; replies > 0; replies--)
            {
                Assert.StartsWith("250", await client.ReadAsync());
            }

            Assert.Equal(body, Body(server.Log.Entries[round].Text));
        }
    }

    public static TheoryData<string> FalseEnds()
    {
        var data = new TheoryData<string>();
        string[] breaks = ["\n", "\r", "\r\n", "\r\r\n"];
        foreach (var before in breaks)
        {
            foreach (var after in breaks)
            {
                if (before != "\r\n" || after != "\r\n")
                {
                    data.Add(before + "." + after);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(FalseEnds))]
    public async Task A_false_end_of_data_smuggles_nothing_in(string ending)
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        await client.OpenDataAsync();
        await client.SendAsync("Subject: a\r\n\r\ntext" + ending + "MAIL FROM:<evil@x.example>\r\nRCPT TO:<bob@here.example>\r\nDATA\r\nspoof\r\n.\r\n");
        Assert.StartsWith("550 5.6.0", await client.ReadAsync());
        Assert.StartsWith("421 4.6.0", await client.ReadAsync());
        Assert.Equal("", await client.ReadAsync());
        Assert.Empty(server.Log.Entries);
    }

    [Theory]
    [InlineData("NOOP\nMAIL FROM:<a@b.example>\r\n")]
    [InlineData("NOOP\rMAIL FROM:<a@b.example>\r\n")]
    [InlineData("NOOP\r\r\n")]
    public async Task A_bare_line_ending_ends_no_command(string wire)
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        await client.SendAsync(wire);
        Assert.StartsWith("500 5.5.2", await client.ReadAsync());
        Assert.StartsWith("250 2.0.0 Ok", await client.AskAsync("NOOP"));
    }

    [Theory]
    [InlineData("a\nb\r\n")]
    [InlineData("a\rb\r\n")]
    [InlineData("a\r")]
    public async Task A_bare_line_ending_in_a_chunk_is_refused(string text)
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        await client.SendAsync($"MAIL FROM:<a@b.example>\r\nRCPT TO:<ann@here.example>\r\nBDAT {text.Length} LAST\r\n{text}");
        await client.ReadAsync();
        await client.ReadAsync();
        Assert.StartsWith("550 5.6.0", await client.ReadAsync());
        Assert.Empty(server.Log.Entries);
    }

    [Theory]
    [InlineData("BDAT x\r\n")]
    [InlineData("BDAT 6\nLAST\r\n")]
    public async Task A_chunk_of_unknown_size_ends_the_session(string line)
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        await client.SendAsync($"MAIL FROM:<>\r\nRCPT TO:<ann@here.example>\r\n{line}RSET\r\n");
        await client.ReadAsync();
        await client.ReadAsync();
        Assert.StartsWith("501 5.5.4", await client.ReadAsync());
        Assert.Equal("", await client.ReadAsync());
    }

    [Fact]
    public async Task A_refused_chunk_is_still_read()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        await client.SendAsync("BDAT 6 LAST\r\nNOOP\r\nVRFY x\r\n");
        Assert.StartsWith("503", await client.ReadAsync());
        Assert.StartsWith("252", await client.ReadAsync());
    }

    [Fact]
    public async Task A_chunk_before_any_recipient_fails_the_message_to_recipients_behind_it()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        await client.SendAsync(
            "MAIL FROM:<>\r\nRCPT TO:<nobody@here.example>\r\nBDAT 3\r\na\r\nRCPT TO:<ann@here.example>\r\nBDAT 3 LAST\r\nb\r\n"
            + "MAIL FROM:<>\r\nRCPT TO:<ann@here.example>\r\nBDAT 3 LAST\r\nc\r\n");
        string[] codes = ["250", "550", "503", "503", "503", "250", "250", "250"];
        foreach (var code in codes)
        {
            Assert.StartsWith(code, await client.ReadAsync());
        }

        Assert.Equal("c\r\n", Body(server.Log.Only.Text));
    }

    [Fact]
    public async Task Data_may_not_follow_a_chunk()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        await client.SendAsync("MAIL FROM:<a@b.example>\r\nRCPT TO:<ann@here.example>\r\nBDAT 3\r\na\r\nDATA\r\nRSET\r\n");
        string[] codes = ["250", "250", "250", "503", "250"];
        foreach (var code in codes)
        {
            Assert.StartsWith(code, await client.ReadAsync());
        }
    }

    [Fact]
    public async Task A_large_message_crosses_many_segments()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var client = await server.HelloAsync();
        await client.OpenDataAsync();
        var body = string.Concat(Enumerable.Range(0, 60_000).Select(i => $"line number {i}\r\n"));
        await client.SendAsync(body + ".\r\n");
        Assert.StartsWith("250", await client.ReadAsync());
        Assert.Equal(body, Body(server.Log.Only.Text));
    }

    private static string Body(string kept) => kept[(kept.IndexOf("+0000\r\n", StringComparison.Ordinal) + 7)..];

    private static string Stuff(string body) =>
        (body.StartsWith('.') ? "." : "") + body.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);

    private static string RandomBody(Random random, int lines)
    {
        const string letters = "..ab \u00e4\u0001";
        var body = new StringBuilder();
        for (var n = random.Next(lines); n >= 0; n--)
        {
            for (var m = random.Next(8); m > 0; m--)
            {
                body.Append(letters[random.Next(letters.Length)]);
            }

            body.Append("\r\n");
        }

        return body.ToString();
    }
}
