using System.Text;
using Mail.Silo.Cli;

namespace Silo.Tests;

public sealed class ImportTests(RunningServer server) : IClassFixture<RunningServer>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-import-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("alice@demo.test", "table", "Imported 3 messages")]
    [InlineData("bob@demo.test", "json", "\"imported\":3,")]
    public async Task An_import_that_a_full_mailbox_ends_says_how_far_it_came(string user, string output, string summary)
    {
        Assert.Equal(ExitCode.Ok, (await server.MailAsync("user", "update", user, "--quota-messages", "3")).Code);
        var source = Path.Combine(_folder, "old.mbox");
        await File.WriteAllTextAsync(source, Mbox(8));
        var run = await server.MailAsync("import", "mbox", source, "--user", user, "-o", output);
        Assert.Equal(ExitCode.Refused, run.Code);
        Assert.Contains(summary, run.Out, StringComparison.Ordinal);
        Assert.Contains("RESOURCE_EXHAUSTED", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_did_not_begin_has_no_summary()
    {
        var source = Path.Combine(_folder, "old.mbox");
        await File.WriteAllTextAsync(source, Mbox(1));
        var run = await server.MailAsync("import", "mbox", source, "--user", "nobody@demo.test");
        Assert.Equal(ExitCode.Refused, run.Code);
        Assert.Equal("", run.Out);
    }

    private static string Mbox(int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append($"From a@x.test Sat Oct  5 10:11:12 2024\nSubject: message {i}\nMessage-ID: <{i}@x.test>\n\ntext\n\n");
        }

        return text.ToString();
    }
}
