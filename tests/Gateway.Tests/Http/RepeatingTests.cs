using System.Net;
using System.Text.Json.Nodes;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Identity;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Tests.Http.Fakes;
using Mail.Storage;

namespace Mail.Gateway.Tests.Http;

/// <summary>Requests with an Idempotency-Key whose first run ended in one way or another.</summary>
public sealed class RepeatingTests
{
    private const string Message = "From: ann@here.example\r\nTo: bob@here.example\r\n\r\nx\r\n";

    [Fact]
    public async Task A_request_whose_caller_has_gone_goes_to_its_end_and_its_repetition_hears_how_it_ended()
    {
        await using var server = await ApiTestServer.StartAsync();
        var gate = new TaskCompletionSource();
        server.Log.Gate = gate.Task;
        using var gone = new CancellationTokenSource();
        var first = server.SendRawAsync(Message, "k", gone.Token);
        await server.Log.Appending.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();
        await server.Remembered.WhenAsync(() => server.Remembered.Done == 1);
        var again = await server.SendRawAsync(Message, "k");
        Assert.Equal((HttpStatusCode.Accepted, true), (again.Status, again.IsReplayed));
        Assert.Equal(server.Log.Only.Record.Id.ToString(), (string?)again.Body!["id"]);
    }

    [Fact]
    public async Task A_failed_request_may_be_repeated_at_once()
    {
        await using var server = await ApiTestServer.StartAsync();
        server.Log.Failure = new StoreUnavailableException("no disk");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.SendRawAsync(Message, "k")).Status);
        server.Log.Failure = null;
        Assert.Equal(HttpStatusCode.Accepted, (await server.SendRawAsync(Message, "k")).Status);
        Assert.Single(server.Log.Entries);
    }

    [Fact]
    public async Task While_a_run_is_alive_no_other_takes_its_place()
    {
        await using var server = await ApiTestServer.StartAsync();
        var gate = new TaskCompletionSource();
        server.Log.Gate = gate.Task;
        var first = server.SendRawAsync(Message, "k");
        await server.Log.Appending.Task.WaitAsync(TimeSpan.FromSeconds(60));
        server.Clock.Advance(TimeSpan.FromSeconds(20));
        await server.Remembered.WhenAsync(() => server.Remembered.Renewals == 1);
        server.Clock.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal(HttpStatusCode.Conflict, (await server.SendRawAsync(Message, "k")).Status);
        gate.SetResult();
        Assert.Equal(HttpStatusCode.Accepted, (await first).Status);
        Assert.Single(server.Log.Entries);
    }

    [Fact]
    public async Task A_key_that_a_killed_run_made_is_replaced()
    {
        await using var server = await ApiTestServer.StartAsync();
        var (first, second) = await TwiceAsync(server, "api-keys", """{"name":"ci"}""");
        Assert.Equal((string?)first["id"], (string?)second["id"]);
        Assert.Equal(["ci", "own"], server.Keys.Keys.Values.Select(k => k.Name).Order());
        Assert.True(ApiKeyText.TryRead((string)second["key"]!, out var id, out var hash));
        Assert.NotNull(await server.Keys.Of(id).VerifyAsync(hash));
    }

    [Fact]
    public async Task An_app_password_that_a_killed_run_made_is_replaced()
    {
        await using var server = await ApiTestServer.StartAsync();
        var path = ApiTestServer.Ann + "/app-passwords";
        byte[] before = [];
        var (first, second) = await TwiceAsync(
            server, path, """{"name":"phone"}""", between: () => before = Assert.Single(server.User.Passwords).Verifier.StoredKey.ToArray());
        Assert.Equal((string?)first["id"], (string?)second["id"]);
        Assert.NotEqual(before, Assert.Single(server.User.Passwords).Verifier.StoredKey.ToArray());
    }

    [Fact]
    public async Task A_key_used_again_after_it_was_forgotten_makes_something_new()
    {
        await using var server = await ApiTestServer.StartAsync();
        Assert.Equal(HttpStatusCode.Created, (await server.PostAsync("api-keys", """{"name":"ci"}""", "k")).Status);
        server.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(HttpStatusCode.Created, (await server.PostAsync("api-keys", """{"name":"ci"}""", "k")).Status);
        Assert.Equal(3, server.Keys.Keys.Count);
    }

    [Fact]
    public async Task A_folder_that_a_killed_run_made_is_the_answer()
    {
        await using var server = await ApiTestServer.StartAsync();
        var (first, second) = await TwiceAsync(server, ApiTestServer.Ann + "/folders", """{"name":"Work"}""");
        Assert.Equal((int)first["id"]!, (int)second["id"]!);
        Assert.Equal(HttpStatusCode.Conflict, (await server.PostAsync(ApiTestServer.Ann + "/folders", """{"name":"Work"}""", "other")).Status);
    }

    [Fact]
    public async Task Changes_of_a_mailbox_carry_a_key_that_the_mailbox_knows_again()
    {
        await using var server = await ApiTestServer.StartAsync();
        var inbox = ApiTestServer.Ann + "/folders/1/messages";
        await TwiceAsync(server, inbox, Message, type: "message/rfc822");
        await TwiceAsync(server, inbox + "/1/copy", """{"folder":2}""", key: "copy");
        await TwiceAsync(server, inbox + "/1/move", """{"folder":2}""", key: "move", mayMiss: true);
        var appends = server.MailboxCalls.Given.OfType<AppendMessage>().Select(a => (a.Key, a.Again)).ToList();
        var copies = server.MailboxCalls.Given.OfType<CopyMessages>().Select(a => (a.Key, a.Again)).ToList();
        foreach (var pair in (List<(IngestId? Key, bool Again)>[])[appends, copies[..2], copies[2..]])
        {
            Assert.NotNull(pair[0].Key);
            Assert.Equal([(pair[0].Key, false), (pair[0].Key, true)], pair);
        }

        await server.PostAsync(inbox, Message, type: "message/rfc822");
        Assert.Null(server.MailboxCalls.Given.OfType<AppendMessage>().Last().Key);
    }

    /// <summary>Makes a request in a process that is killed before it can say so, and again when it counts as cut off.</summary>
    private static async Task<(JsonNode First, JsonNode Second)> TwiceAsync(
        ApiTestServer server, string path, string body, string type = "application/json", string key = "k", bool mayMiss = false, Action? between = null)
    {
        server.Remembered.IsDead = true;
        var first = await server.PostAsync(path, body, key, type);
        Assert.Equal(2, (int)first.Status / 100);
        between?.Invoke();
        server.Remembered.IsDead = false;
        server.Clock.Advance(TimeSpan.FromMinutes(2));
        var second = await server.PostAsync(path, body, key, type);
        Assert.True(mayMiss || second.Status == first.Status, second.Body?.ToString());
        Assert.False(second.IsReplayed);
        return (first.Body!, second.Body!);
    }
}
