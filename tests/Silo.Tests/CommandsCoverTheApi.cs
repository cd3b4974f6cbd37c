using System.Text.Json;
using Mail.Silo.Cli;
using Mail.Silo.Cli.Api;

namespace Silo.Tests;

/// <summary>The command line against the API's own document.</summary>
public sealed class CommandsCoverTheApi(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Every_operation_has_a_command_and_every_command_an_operation_that_exists()
    {
        using var http = new HttpClient();
        var document = JsonElement.Parse(await http.GetByteArrayAsync($"{server.Url}/api/v2/openapi.json"));
        var documented = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(verb =>
            $"{verb.Value.GetProperty("operationId").GetString()} {verb.Name.ToUpperInvariant()} {path.Name}")).Order(StringComparer.Ordinal).ToList();

        var called = CommandTree.All().Select(c => c.Command).OfType<CliCommand>().SelectMany(c => c.Operations).Distinct()
            .Select(o => $"{o.Id} {o.Method} /api/v2{o.Path}").Order(StringComparer.Ordinal).ToList();

        Assert.True(documented.Count > 50);
        Assert.Equal(documented, called);
    }

    [Fact]
    public async Task An_operation_takes_an_idempotency_key_where_the_document_says_so()
    {
        using var http = new HttpClient();
        var document = JsonElement.Parse(await http.GetByteArrayAsync($"{server.Url}/api/v2/openapi.json"));
        var documented = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Where(verb => verb.Value.TryGetProperty("parameters", out var all) && all.EnumerateArray().Any(p => p.GetProperty("name").GetString() == "Idempotency-Key"))
            .Select(verb => verb.Value.GetProperty("operationId").GetString()).Order(StringComparer.Ordinal);

        var sent = CommandTree.All().Select(c => c.Command).OfType<CliCommand>().SelectMany(c => c.Operations).Where(o => o.Creates).Select(o => o.Id).Distinct();

        Assert.Equal(documented, sent.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Help_of_every_command_says_what_it_does_and_takes()
    {
        foreach (var (path, command) in CommandTree.All().Where(c => !c.Command.Hidden))
        {
            var help = await CliRun.OfAsync([.. path.Split(' '), "--help"]);
            Assert.Equal(ExitCode.Ok, help.Code);
            Assert.Contains(command.Description!, help.Out, StringComparison.Ordinal);
            Assert.All(command.Options.Where(o => !o.Hidden), o => Assert.False(string.IsNullOrWhiteSpace(o.Description), $"{path} {o.Name}"));
            Assert.All(command.Arguments, a => Assert.False(string.IsNullOrWhiteSpace(a.Description), $"{path} {a.Name}"));
        }
    }

    [Fact]
    public async Task A_list_is_a_table_for_people_and_the_apis_json_for_programs()
    {
        var table = await server.MailAsync("user", "list");
        Assert.Equal(ExitCode.Ok, table.Code);
        Assert.StartsWith("ADDRESS          NAME", table.Out, StringComparison.Ordinal);
        Assert.Contains("\nbob@demo.test    Bob", table.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        var json = JsonElement.Parse((await server.MailAsync("user", "list", "-o", "json")).Out);
        Assert.Equal(["alice@demo.test", "bob@demo.test"], json.GetProperty("items").EnumerateArray().Select(u => u.GetProperty("address").GetString()));
        Assert.False(json.TryGetProperty("next", out _));
    }

    [Fact]
    public async Task A_list_that_was_cut_says_so_and_can_be_gone_on_with()
    {
        var table = await server.MailAsync("user", "list", "--domain", "demo.test", "--limit", "1");
        Assert.Contains("1 shown, there are more", table.Error, StringComparison.Ordinal);

        var first = JsonElement.Parse((await server.MailAsync("user", "list", "--domain", "demo.test", "--limit", "1", "-o", "json")).Out);
        var rest = await server.MailAsync("user", "list", "--domain", "demo.test", "--cursor", first.GetProperty("next").GetString()!);
        Assert.Contains("bob@demo.test", rest.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("alice@demo.test", rest.Out, StringComparison.Ordinal);
        Assert.Equal("", rest.Error);
    }

    [Fact]
    public async Task A_refusal_shows_title_detail_code_and_trace_and_ends_with_1()
    {
        var refused = await server.MailAsync("user", "show", "nobody@demo.test");
        Assert.Equal(ExitCode.Refused, refused.Code);
        Assert.Equal("", refused.Out);
        Assert.Matches(@"^mail: Not found: There is no user 'nobody@demo\.test'\.\r?\n  NOT_FOUND \(HTTP 404\), trace [0-9a-f]{32}", refused.Error);

        var json = JsonElement.Parse((await server.MailAsync("user", "show", "nobody@demo.test", "-o", "json")).Error);
        Assert.Equal("NOT_FOUND", json.GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_destroys_asks_and_does_nothing_where_nobody_can_be_asked()
    {
        var refused = await server.MailAsync("user", "delete", "alice@demo.test");
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains("--yes", refused.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, (await server.MailAsync("user", "show", "alice@demo.test")).Code);
    }
}
