using System.Text.Json;
using System.Text.RegularExpressions;
using Scenarios.Harness;

namespace Scenarios.Operating;

public sealed class FollowingOneId
{
    [Fact]
    public async Task One_id_leads_from_the_reply_to_the_log_the_header_and_the_row()
    {
        await using var server = await SiloProcess.StartAsync("log:\n  level: Debug\n", "--log-format", "json");
        string id;
        await using (var smtp = await server.SmtpAsync())
        {
            var reply = await smtp.SendAsync("s@elsewhere.test", [TestServer.Alice], "Subject: x\r\n\r\ny\r\n");
            id = Regex.Match(reply, "queued as ([0-9a-f-]+)").Groups[1].Value;
        }

        Assert.NotEmpty(id);
        var accepted = Parse(await server.LogAsync($"Accepted {id}"));
        var delivered = Parse(await server.LogAsync($"Delivered {id}"));
        Assert.Equal(("smtp", id), (Text(accepted, "service"), Text(accepted, "correlationId")));
        Assert.Equal(("delivery", id), (Text(delivered, "service"), Text(delivered, "correlationId")));
        Assert.Matches("^[0-9a-f]{32}$", Text(accepted, "traceId")!);
        Assert.Equal(Text(accepted, "traceId"), Text(delivered, "traceId"));
        Assert.Equal(1, accepted.GetProperty("fields").GetProperty("recipients").GetInt32());
        Assert.Equal($"<{TestServer.Alice}>", accepted.GetProperty("fields").GetProperty("to").GetString());

        await using var imap = await server.LoginAsync();
        await imap.OkAsync("SELECT INBOX");
        Assert.Contains(id, await imap.OkAsync("FETCH 1 BODY.PEEK[HEADER.FIELDS (RECEIVED)]"), StringComparison.Ordinal);
        var login = Parse(await server.LogAsync("IMAP login of alice"));
        Assert.Equal(("imap", TestServer.Alice, "demo"), (Text(login, "service"), Text(login, "user"), Text(login, "tenant")));
        Assert.All(server.Output.Split('\n').Where(l => l.StartsWith('{')), l => Parse(l));
        Assert.DoesNotContain(TestServer.Password, string.Join('\n', server.Output.Split('\n').Where(l => l.StartsWith('{'))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caller_s_ids_are_in_the_log_and_in_the_audit_row()
    {
        await using var server = await SiloProcess.StartAsync();
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        await server.CallAsync(
            HttpMethod.Put, "/tenants/demo/domains/traced.test", 201, "{}", ("traceparent", $"00-{Trace}-00f067aa0ba902b7-01"), ("X-Correlation-Id", "order-7"));
        var line = await server.LogAsync("API putDomain");
        Assert.Contains($"service=http trace={Trace} correlation=order-7 user=key:", line, StringComparison.Ordinal);
        var audit = (await server.CallAsync(HttpMethod.Get, "/audit")).GetProperty("items")[0];
        Assert.Equal("order-7", audit.GetProperty("correlationId").GetString());
    }

    [Fact]
    public async Task Client_cannot_write_lines_of_its_own()
    {
        await using var server = await SiloProcess.StartAsync();
        await using (var imap = await server.ImapAsync())
        {
            await imap.CommandAsync("LOGIN \"mallory info: forged\" wrong");
        }

        await server.LogAsync("IMAP login of .*refused");
        Assert.DoesNotContain(server.Output.Split('\n'), l => l.StartsWith("info: forged", StringComparison.Ordinal));
    }

    private static JsonElement Parse(string line) => JsonSerializer.Deserialize<JsonElement>(line);

    private static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.GetString() : null;
}
