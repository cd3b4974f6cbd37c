using System.CommandLine;
using Mail.Silo.Cli;
using Mail.Silo.Cli.Completion;
using Mail.Silo.Cli.Users;
using CommandLine = Mail.Silo.Options.CommandLine;

namespace Silo.Tests;

/// <summary>What is typed, before any server is asked.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("usr list", "Did you mean 'user'?")]
    [InlineData("user lst", "Did you mean 'list'?")]
    [InlineData("user", "say which: list, show, create")]
    [InlineData("user show", "'USER' missing")]
    [InlineData("user show a@b --output xml", "'xml'")]
    [InlineData("user list --limit -1", "--limit: '-1'")]
    [InlineData("user list --timeout 0", "--timeout: '0'")]
    [InlineData("user list --server nowhere", "--server: 'nowhere'")]
    [InlineData("user create nobody --password-stdin", "'nobody' is not an address")]
    [InlineData("alias show \"open@b.test", "is not an address")]
    [InlineData("user update a@b.test", "nothing to change")]
    [InlineData("user update a@b.test --quota big", "--quota: 'big'")]
    [InlineData("message flag a@b.test 1", "--set")]
    [InlineData("import mbox /none/such --user a@b.test", "/none/such")]
    [InlineData("completion tcsh", "'tcsh'")]
    public async Task What_is_not_understood_ends_with_2_and_says_why(string line, string said)
    {
        var run = await CliRun.OfAsync(line.Split(' '));
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Out);
    }

    [Theory]
    [InlineData("--bogus", "'--bogus'")]
    [InlineData("--smtp-prot 25", "Did you mean '--smtp-port'?")]
    [InlineData("--set", "'--set'")]
    [InlineData("--smtp-port", "'--smtp-port'")]
    [InlineData("--demo user list", "'user'")]
    public async Task What_the_server_does_not_understand_ends_with_2_and_says_why(string line, string said)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CliProgram.RunServerAsync(line.Split(' '), new InvocationConfiguration { Output = output, Error = error });
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("mail: ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(said, error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Try 'mail --help'.", error.ToString().TrimEnd(), StringComparison.Ordinal);
        Assert.InRange(error.ToString().TrimEnd().Split('\n').Length, 2, 4);
        Assert.Equal("", output.ToString());
    }

    // A first word that ends like the name of the command is not that name.
    [Fact]
    public void The_first_option_of_the_server_is_read_whatever_it_ends_with()
    {
        var parsed = CommandLine.Create((_, _) => Task.FromResult(0)).Parse(["--data=/srv/mail", "--demo"]);
        Assert.Empty(parsed.Errors);
        Assert.Contains(CommandLine.Sources(parsed).Arguments, a => a is { Name: "server.data", Text: "/srv/mail" });
    }

    [Theory]
    [InlineData("Alice@demo.test", "Alice")]
    [InlineData("\"john doe\"@demo.test", "john doe")]
    [InlineData("\"a\\\"b@c\"@demo.test", "a\"b@c")]
    public void Quotes_of_an_address_are_syntax(string text, string local) => Assert.Equal((local, "demo.test"), UserArgument.Split(text));

    [Fact]
    public async Task Where_no_server_answers_the_url_is_named_and_the_end_is_3()
    {
        var run = await CliRun.OfAsync("server", "show", "--server", "http://127.0.0.1:1");
        Assert.Equal(ExitCode.Unreachable, run.Code);
        Assert.Contains("http://127.0.0.1:1/", run.Error, StringComparison.Ordinal);
        Assert.Contains("--server", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(false, "--demo")]
    [InlineData(false, "--data", "user")]
    [InlineData(true, "user", "list")]
    [InlineData(true, "--help")]
    [InlineData(true, "--demo", "--help")]
    [InlineData(true, "--server=http://127.0.0.1:1", "user", "list")]
    public void The_server_starts_without_the_commands(bool isCommand, params string[] args) => Assert.Equal(isCommand, CliProgram.IsMeant(args));

    [Fact]
    public async Task Help_shows_the_servers_options_and_the_commands()
    {
        var help = await CliRun.OfAsync("--help");
        Assert.Equal(ExitCode.Ok, help.Code);
        Assert.Contains("  mail [command] [options]", help.Out, StringComparison.Ordinal);
        Assert.Contains("--demo", help.Out, StringComparison.Ordinal);
        Assert.Contains("--version", help.Out, StringComparison.Ordinal);
        Assert.Contains("mailbox", help.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("--api-key", help.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail us", "user")]
    [InlineData("mail user p", "password")]
    [InlineData("mail user list --dom", "--domain")]
    [InlineData("mail user list -o j", "json")]
    [InlineData("mail --server http://127.0.0.1:1 queue dead r", "replay")]
    [InlineData("mail completion z", "zsh")]
    public void A_line_is_completed(string line, string word) => Assert.Equal([word], Completions.Of(line));

    [Theory]
    [InlineData("mail user nosuch ")]
    [InlineData("mail")]
    public void What_cannot_be_completed_is_left_alone(string line) => Assert.Empty(Completions.Of(line));
}
