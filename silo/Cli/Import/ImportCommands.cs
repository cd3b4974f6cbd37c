using System.CommandLine;
using Mail.Domain.Mailboxes;
using Mail.Silo.Cli.Api;

namespace Mail.Silo.Cli.Import;

/// <summary><c>mail import</c>: mail of another server.</summary>
internal static class ImportCommands
{
    private static readonly Option<string> User = new("--user", "-u") { Description = "Address or id of the user who gets the mail.", HelpName = "USER", Required = true };
    private static readonly Argument<string> Dir = new("dir") { Description = "The Maildir.", HelpName = "DIR" };
    private static readonly Argument<string> File = new("file") { Description = "The mbox file.", HelpName = "FILE" };
    private static readonly Option<string> Folder = new("--folder", "-f") { Description = "Folder that the mail goes to; made if missing.", HelpName = "FOLDER", DefaultValueFactory = _ => "INBOX" };
    private static readonly Option<bool> Again = new("--again") { Description = "Also what was imported within the last day and is not there any more." };
    private static readonly ApiOperation[] Operations = [ApiOperations.AppendMessage, ApiOperations.ListFolders, ApiOperations.CreateFolder, ApiOperations.ListMessages, ApiOperations.GetRawMessage];

    public static Command Create() => new("import", "Takes over mail of another server. May be stopped and repeated: nothing is added twice.")
    {
        new CliCommand("maildir", "Imports a Maildir with its folders, flags and dates.", Operations) { Dir, User, Again }.Runs(call =>
        {
            var source = new MaildirSource(call.Get(Dir));
            return RunAsync(call, source.Read().ToAsyncEnumerable(), source.Bad);
        }),
        new CliCommand("mbox", "Imports an mbox file into one folder, with flags and dates.", Operations) { File, User, Folder, Again }.Runs(call =>
        {
            if (!FolderName.TryParse(call.Get(Folder), out var folder))
            {
                throw CliException.Usage($"--folder: '{call.Get(Folder)}' cannot be the name of a folder.");
            }

            return RunAsync(call, new MboxSource(call.Get(File), folder.Value).ReadAsync(), []);
        }),
    };

    /// <summary>Imports, and says at the end how far it came, whatever the end is.</summary>
    private static async Task<int> RunAsync(CliCall call, IAsyncEnumerable<ImportItem> items, List<(string Source, string Reason)> bad)
    {
        var report = new ImportReport(call);
        try
        {
            await report.WatchAsync(() => new ImportRun(call, call.Get(User)!, report, call.Get(Again)).RunAsync(items));
        }
        catch when (report.HasNews)
        {
            End();
            throw;
        }

        return End();

        int End()
        {
            bad.ForEach(b => report.Skipped(b.Source, b.Reason));
            return report.End();
        }
    }
}
