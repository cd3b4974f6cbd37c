using System.Net;
using System.Text.Json.Nodes;
using Mail.Gateway.Tests.Fakes;
using Mail.Gateway.Tests.Http.Fakes;

namespace Mail.Gateway.Tests.Http;

/// <summary>What users send over HTTP: by the same rules as over SMTP.</summary>
public sealed class SendingTests
{
    private const string To = "\r\nTo: bob@here.example\r\n\r\nx\r\n";
    private const string Good = "From: ann@here.example" + To;

    [Theory]
    [InlineData("From: bob@here.example", HttpStatusCode.Forbidden)]
    [InlineData("From: ann@here.example\r\nSender: bob@here.example", HttpStatusCode.Forbidden)]
    [InlineData("From: ann@here.example\r\nFrom: bob@here.example\r\nSender: bob@here.example", HttpStatusCode.BadRequest)]
    [InlineData("From: ann@here.example\r\nSender: ann@here.example\r\nSender: ann@here.example", HttpStatusCode.BadRequest)]
    [InlineData("From: ann@here.example\r\nSender:", HttpStatusCode.Forbidden)]
    [InlineData("From: broken@here.example", HttpStatusCode.ServiceUnavailable)]
    [InlineData("From: Ann <ann+x@here.example>\r\nSender: ann@here.example", HttpStatusCode.Accepted)]
    public async Task The_header_must_name_the_user(string header, HttpStatusCode expected)
    {
        await using var server = await ApiTestServer.StartAsync();
        Assert.Equal(expected, (await server.SendRawAsync(header + To)).Status);
        Assert.Equal(expected == HttpStatusCode.Accepted ? 1 : 0, server.Log.Entries.Count);
    }

    [Fact]
    public async Task What_is_missing_is_added_and_blind_recipients_are_hidden()
    {
        await using var server = await ApiTestServer.StartAsync();
        var sent = await server.SendRawAsync("From: ann@here.example\nBcc: bob@here.example,\n user1@here.example\nResent-Bcc: user2@here.example\nSubject: x\n\nline\n.\n");
        Assert.Equal(["bob@here.example", "user1@here.example"], sent.Body!["recipients"]!.AsArray().Select(r => (string)r!));
        var text = server.Log.Only.Text;
        Assert.StartsWith("Return-Path: <ann@here.example>\r\nReceived: by ", text, StringComparison.Ordinal);
        Assert.EndsWith($"\r\nMessage-ID: {sent.Body["messageId"]}\r\nFrom: ann@here.example\r\nSubject: x\r\n\r\nline\r\n.\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nDate: ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("From: ann@here.example\r\nTo: bob@here.example\r\nSubject: x\rX-Injected: y\r\n\r\nx\r\n")]
    [InlineData(Good + "x\r\n\r.\r\nMAIL FROM:<evil@far.example>\r\n")]
    [InlineData(Good + "x\r\r\n")]
    [InlineData(Good + "x\r")]
    public async Task A_bare_CR_is_refused(string message)
    {
        await using var server = await ApiTestServer.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendRawAsync(message)).Status);
        Assert.Empty(server.Log.Entries);
    }

    [Fact]
    public async Task A_line_that_SMTP_would_not_take_is_refused()
    {
        await using var server = await ApiTestServer.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendRawAsync(Good + new string('x', (64 * 1024) + 1) + "\r\n")).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await server.SendRawAsync(Good + new string('x', 64 * 1024) + "\r\n")).Status);
    }

    [Theory]
    [InlineData("subject", "x\r\nX-Injected: y")]
    [InlineData("from", "\"Ann\\\r\nX-Injected: y\" <ann@here.example>")]
    [InlineData("text", "x\r\n.\r\rX-Injected: y\r")]
    public async Task No_value_breaks_out_of_its_line(string member, string value)
    {
        await using var server = await ApiTestServer.StartAsync();
        var body = new JsonObject { ["to"] = new JsonArray("bob@here.example"), [member] = value };
        await server.PostAsync(ApiTestServer.Ann + "/messages", body.ToJsonString());
        foreach (var entry in server.Log.Entries)
        {
            var header = entry.Text[..entry.Text.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
            Assert.DoesNotContain("\nX-Injected", header, StringComparison.Ordinal);
            Assert.DoesNotContain('\r', entry.Text.Replace("\r\n", "", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("a\r\nb", "application/pdf", "x", HttpStatusCode.Accepted)]
    [InlineData("a", "application/pdf\r\nX-Injected: y", "x", HttpStatusCode.BadRequest)]
    [InlineData("a", "none", "x", HttpStatusCode.BadRequest)]
    [InlineData("a", "text/plain; charset=utf-8", "x\ry\r", HttpStatusCode.Accepted)]
    [InlineData("a", "message/rfc822", "From: x\n\ny\n", HttpStatusCode.Accepted)]
    [InlineData("a", "message/rfc822", "From: x\r\n\r\n\r.\r\nMAIL FROM:<evil@far.example>\r\n", HttpStatusCode.BadRequest)]
    public async Task No_file_breaks_out_of_its_part(string name, string type, string content, HttpStatusCode expected)
    {
        await using var server = await ApiTestServer.StartAsync();
        var file = new JsonObject { ["name"] = name, ["mediaType"] = type, ["content"] = Convert.ToBase64String(System.Text.Encoding.Latin1.GetBytes(content)) };
        var body = new JsonObject { ["to"] = new JsonArray("bob@here.example"), ["attachments"] = new JsonArray(file) };
        Assert.Equal(expected, (await server.PostAsync(ApiTestServer.Ann + "/messages", body.ToJsonString())).Status);
        Assert.All(server.Log.Entries, e => Assert.DoesNotContain("\r", e.Text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.All(server.Log.Entries, e => Assert.DoesNotContain("\n", e.Text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_has_sent_too_much_is_told_before_anything_is_read()
    {
        await using var server = await ApiTestServer.StartAsync(submission: o => o.RecipientsPerHour = 2);
        Assert.Equal(HttpStatusCode.Accepted, (await server.SendRawAsync(Good)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await server.SendRawAsync(Good.Replace("bob", "user1@here.example, bob", StringComparison.Ordinal))).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await server.SendRawAsync(Good)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await server.SendRawAsync("no message")).Status);
    }

    [Fact]
    public async Task A_copy_that_fails_costs_the_copy_alone()
    {
        await using var server = await ApiTestServer.StartAsync();
        server.Senders.Failure = new TimeoutException();
        Assert.Equal(HttpStatusCode.Accepted, (await server.SendRawAsync(Good)).Status);
        Assert.Equal(FakeDirectory.Ann, Assert.Single(server.Senders.Sent).Account);
    }

    [Fact]
    public async Task Messages_beyond_those_at_once_wait_and_whoever_gives_up_meanwhile_leaves_the_key_free()
    {
        await using var server = await ApiTestServer.StartAsync(o => o.MessagesAtOnce = 1);
        var gate = new TaskCompletionSource();
        server.Log.Gate = gate.Task;
        var first = server.SendRawAsync(Good);
        await server.Log.Appending.Task.WaitAsync(TimeSpan.FromSeconds(60));
        using var gone = new CancellationTokenSource();
        var second = server.SendRawAsync(Good, "k", gone.Token);
        await server.Remembered.WhenAsync(() => server.Remembered.Taken == 1);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await server.Remembered.WhenAsync(() => server.Remembered.Taken == 0);
        gate.SetResult();
        Assert.Equal(HttpStatusCode.Accepted, (await first).Status);
        var again = await server.SendRawAsync(Good, "k");
        Assert.Equal((HttpStatusCode.Accepted, false), (again.Status, again.IsReplayed));
        Assert.Equal(2, server.Log.Entries.Count);
    }
}
