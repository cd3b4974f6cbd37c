using Mail.Silo.Cli;
using Mail.Silo.Cli.Completion;

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
        Assert.Contains("--demo", help.Out, StringComparison.Ordinal);
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
