using System.Net;
using System.Net.WebSockets;
using System.Text;
using Mail.Conformance.Postgres;
using Scenarios.Harness;

namespace Scenarios;

/// <summary>What programs do over the HTTP API, and what mail programs then see.</summary>
public sealed class AdministeringByApi
{
    private const string Ann = "ann@acme.test";

    [Fact]
    public async Task A_user_made_by_the_API_receives_and_reads_mail_and_is_gone_when_deleted()
    {
        await using var server = await TestServer.StartAsync();
        using var api = ApiClient.WithKey(server);
        await MakeAnnAsync(api);
        await api.GoodAsync("POST", "users/alice@demo.test/messages", """{"to":["ann@acme.test"],"subject":"Hello","text":"It works."}""");
        using var ann = ApiClient.AsUser(server, Ann, "correct horse");
        await Eventually.TrueAsync(async () => (await ann.GoodAsync("GET", $"users/{Ann}/folders/1/messages"))["items"]!.AsArray().Count == 1);
        await using (var imap = await server.ImapAsync())
        {
            await imap.OkAsync($"LOGIN {Ann} \"correct horse\"");
            await imap.OkAsync("SELECT INBOX");
            Assert.Contains("It works.", await imap.FetchBodyAsync(1), StringComparison.Ordinal);
        }

        await api.GoodAsync("DELETE", $"users/{Ann}");
        await using (var imap = await server.ImapAsync())
        {
            Assert.Contains(" NO ", await imap.CommandAsync($"LOGIN {Ann} \"correct horse\""), StringComparison.Ordinal);
        }

        await using var smtp = await server.SmtpAsync();
        await smtp.CommandAsync("MAIL FROM:<s@elsewhere.test>");
        Assert.StartsWith("550", await smtp.CommandAsync($"RCPT TO:<{Ann}>"), StringComparison.Ordinal);
        await ann.RefusedAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED", "GET", $"users/{Ann}/mailbox");
        await api.GoodAsync("DELETE", "tenants/acme/domains/acme.test");
    }

    [Fact]
    public async Task An_app_password_works_beside_the_main_one_until_it_is_revoked()
    {
        await using var server = await TestServer.StartAsync();
        using var api = ApiClient.WithKey(server);
        var made = await api.GoodAsync("POST", "users/alice@demo.test/app-passwords", """{"name":"phone"}""");
        var password = (string)made["password"]!;
        await using (var imap = await server.ImapAsync())
        {
            await imap.OkAsync($"LOGIN {TestServer.Alice} {password}");
        }

        await using (await server.LoginAsync())
        {
            await api.GoodAsync("PATCH", "users/alice@demo.test", """{"password":"another one"}""");
        }

        await using (var imap = await server.ImapAsync())
        {
            await imap.OkAsync($"LOGIN {TestServer.Alice} {password}");
        }

        await api.GoodAsync("DELETE", $"users/alice@demo.test/app-passwords/{made["id"]}");
        await using (var imap = await server.ImapAsync())
        {
            Assert.Contains(" NO ", await imap.CommandAsync($"LOGIN {TestServer.Alice} {password}"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_key_of_a_tenant_sees_that_tenant_alone()
    {
        await using var server = await TestServer.StartAsync();
        using var api = ApiClient.WithKey(server);
        await MakeAnnAsync(api);
        var key = (string)(await api.GoodAsync("POST", "tenants/acme/api-keys", """{"name":"ci"}"""))["key"]!;
        using var acme = ApiClient.WithKey(server, key);
        await acme.GoodAsync("GET", "tenants/acme");
        await acme.GoodAsync("GET", $"users/{Ann}");
        await acme.RefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED", "GET", "tenants");
        foreach (var foreign in (string[])["tenants/demo", "tenants/demo/domains/demo.test", "tenants/acme/domains/demo.test", "domains/demo.test/users",
            "users/alice@demo.test", "users/alice@demo.test/folders", "users/alice@demo.test/folders/1/messages", "tenants/demo/api-keys"])
        {
            await acme.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND", "GET", foreign);
        }

        // It may change its own domain, and not take one over by naming it first.
        await acme.GoodAsync("PUT", "tenants/acme/domains/acme.test", """{"tagDelimiter":"+"}""");
        foreach (var name in (string[])["new.test", "demo.test"])
        {
            await acme.RefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED", "PUT", $"tenants/acme/domains/{name}", "{}");
        }

        using var alice = ApiClient.AsUser(server, TestServer.Alice);
        await alice.GoodAsync("GET", "users/alice@demo.test/folders");
        await alice.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND", "GET", "users/bob@demo.test/folders");
        await alice.RefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED", "GET", "users/alice@demo.test");
        Assert.DoesNotContain(key, File.ReadAllText(Path.Combine(server.DataFolder, "mail.db-wal"), Encoding.Latin1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_the_API_makes_is_among_those_that_mail_programs_show()
    {
        await using var server = await TestServer.StartAsync();
        using var api = ApiClient.WithKey(server);
        await api.GoodAsync("POST", $"users/{TestServer.Alice}/folders", """{"name":"Brought along"}""");
        await using var imap = await server.LoginAsync();
        Assert.Contains("\"Brought along\"", await imap.CommandAsync("LSUB \"\" *"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_repeated_request_happens_once_even_over_a_restart(bool onPostgres)
    {
        var postgres = onPostgres ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync() : null;
        await using var server = await TestServer.StartAsync(postgres);
        const string Body = """{"name":"once"}""";
        string first;
        using (var api = ApiClient.WithKey(server))
        {
            first = (await api.GoodAsync("POST", "api-keys", Body, "k1")).ToJsonString();
            await api.RefusedAsync(HttpStatusCode.Conflict, "ABORTED", "POST", "api-keys", """{"name":"other"}""", "k1");
            await api.RefusedAsync(HttpStatusCode.BadRequest, "INVALID_ARGUMENT", "POST", "api-keys", """{"name":""}""", "k2");
            await api.GoodAsync("POST", "api-keys", Body, "k2");
        }

        await server.StopAsync();
        await server.StartAgainAsync();
        using var again = ApiClient.WithKey(server);
        Assert.Equal(first, (await again.GoodAsync("POST", "api-keys", Body, "k1")).ToJsonString());
        var keys = (await again.GoodAsync("GET", "api-keys"))["items"]!.AsArray();
        Assert.Equal(["administrator", "once", "once"], keys.Select(k => (string)k!["name"]!).Order());
        var actions = (await again.GoodAsync("GET", "audit"))["items"]!.AsArray().Select(a => $"{a!["action"]} {a["outcome"]}");
        Assert.Equal(["createApiKey 201", "createApiKey INVALID_ARGUMENT", "createApiKey ABORTED", "createApiKey 201"], actions);
    }

    [Fact]
    public async Task A_watcher_hears_of_new_mail()
    {
        await using var server = await TestServer.StartAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader(
            "Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{TestServer.Alice}:{TestServer.Password}")));
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{server.HttpPort}/api/v2/users/{TestServer.Alice}/events"), patience.Token);
        Assert.Contains("\"ready\"", await ReadAsync(socket, patience.Token), StringComparison.Ordinal);
        await server.SendAsync("Subject: x\r\n\r\ny\r\n", TestServer.Alice);
        Assert.Contains("\"folders\":[1]", await ReadAsync(socket, patience.Token), StringComparison.Ordinal);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
    }

    [Fact]
    public async Task The_page_needs_nothing_from_elsewhere()
    {
        await using var server = await TestServer.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.HttpPort}") };
        foreach (var path in (string[])["/", "/page.css", "/page.js"])
        {
            using var answer = await http.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.StartsWith("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.DoesNotMatch("""(src|href|url|import)\W{1,3}(https?:)?//""", await answer.Content.ReadAsStringAsync());
        }
    }

    private static async Task MakeAnnAsync(ApiClient api)
    {
        await api.GoodAsync("POST", "tenants", """{"id":"acme"}""");
        await api.GoodAsync("PUT", "tenants/acme/domains/acme.test", "{}");
        await api.GoodAsync("POST", "domains/acme.test/users", """{"localPart":"ann","password":"correct horse"}""");
    }

    private static async Task<string> ReadAsync(ClientWebSocket socket, CancellationToken cancellation)
    {
        var buffer = new byte[4096];
        var frame = await socket.ReceiveAsync(buffer, cancellation);
        return Encoding.UTF8.GetString(buffer, 0, frame.Count);
    }
}
