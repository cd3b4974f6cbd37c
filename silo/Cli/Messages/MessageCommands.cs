using System.CommandLine;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Mailboxes;
using Mail.Silo.Cli.Output;
using static Mail.Silo.Cli.Users.UserArgument;

namespace Mail.Silo.Cli.Messages;

/// <summary><c>mail message</c>: reading; changing and sending stand beside it.</summary>
internal static class MessageCommands
{
    public static readonly Argument<string> Uid = new("uid") { Description = "UID of the message, as 'list' shows it.", HelpName = "UID" };
    private static readonly Argument<string?> Attachment = new("attachment") { Description = "Id of the file, as 'show' shows it. Default: all.", HelpName = "ID", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> Dir = new("--dir") { Description = "Folder to put files in.", HelpName = "DIR", DefaultValueFactory = _ => "." };
    private static readonly Option<string?> OutFile = new("--out") { Description = "File to write, which must not be there; - for standard output.", HelpName = "FILE" };

    public static readonly IReadOnlyList<Column> Row =
    [
        Column.Number("UID", "uid"), Column.Time("RECEIVED", "receivedAt"), new("FROM", m => DisplayText.Cut(Cell.Addresses(Cell.At(m, "from")), 40)),
        Column.Bytes("SIZE", "size"), Column.Of("FLAGS", "flags"), Column.Of("SUBJECT", "subject"),
    ];

    public static readonly IReadOnlyList<Column> Place = [Column.Of("Folder", "folder"), Column.Of("UID", "uid")];

    private static readonly IReadOnlyList<Column> Lines =
    [
        new("From", m => Cell.Addresses(Cell.At(m, "summary.from"))), new("To", m => Cell.Addresses(Cell.At(m, "to"))),
        new("Cc", m => Cell.Addresses(Cell.At(m, "cc"))), Column.Of("Subject", "summary.subject"), Column.Time("Date", "summary.date"),
        Column.Time("Received", "summary.receivedAt"), Column.Of("Flags", "summary.flags"), Column.Bytes("Size", "summary.size"),
        Column.Of("Message-ID", "summary.messageId"),
    ];

    // As the file lies in the message: base64 makes it a third larger.
    private static readonly IReadOnlyList<Column> Files =
        [Column.Number("FILE", "id"), Column.Bytes("ENCODED", "size"), Column.Of("TYPE", "mediaType"), Column.Of("NAME", "name")];

    public static Command Create() => new("message", "Reading, changing and sending mail.")
    {
        new CliCommand("list", "Lists a folder's messages, newest first.", ApiOperations.ListMessages, ApiOperations.ListFolders) { User, FolderNames.Folder }.Paged()
            .Runs(async call => await call.ListAsync(
                ApiOperations.ListMessages.With(call.Get(User), await FolderNames.FindAsync(call, call.Get(User), call.Get(FolderNames.Folder)!)), Row, "There are no messages.")),
        new CliCommand("show", "Shows a message. It sets no flag.", ApiOperations.GetMessage, ApiOperations.ListFolders) { User, Uid, FolderNames.Folder }.Runs(ShowAsync),
        new CliCommand("raw", "Gives a message byte for byte.", ApiOperations.GetRawMessage, ApiOperations.ListFolders) { User, Uid, FolderNames.Folder, OutFile }
            .Runs(async call =>
            {
                using var response = await call.Api.OpenAsync(await OneAsync(ApiOperations.GetRawMessage, call), call.Cancellation);
                await OutputFile.CopyAsync(response, call.Get(OutFile) ?? OutputFile.Standard, call.Cancellation);
            }),
        new CliCommand("attachment", "Saves the files of a message.", ApiOperations.GetAttachment, ApiOperations.GetMessage, ApiOperations.ListFolders)
        {
            User, Uid, Attachment, FolderNames.Folder, Dir, OutFile,
        }.Runs(SaveAsync),
        MessageChanges.Flag(), MessageChanges.Move(), MessageChanges.Copy(), MessageChanges.Delete(), SendCommand.Create(), AppendCommand.Create(),
    };

    public static async Task<ApiRequest> OneAsync(ApiOperation operation, CliCall call, params string[] rest)
    {
        var folder = await FolderNames.FindAsync(call, call.Get(User), call.Get(FolderNames.Folder)!);
        return operation.With([call.Get(User), folder, call.Get(Uid), .. rest]);
    }

    private static async Task ShowAsync(CliCall call)
    {
        var answer = await call.SendAsync(await OneAsync(ApiOperations.GetMessage, call));
        call.Print.Show(answer, Lines);
        if (call.WantsJson)
        {
            return;
        }

        if (Cell.At(answer.Json, "attachments") is var files && files.GetArrayLength() > 0)
        {
            await call.Out.WriteLineAsync();
            call.Print.Table(files.EnumerateArray(), Files);
        }

        await call.Out.WriteLineAsync();
        await call.Out.WriteLineAsync(Cell.At(answer.Json, "text") is { ValueKind: System.Text.Json.JsonValueKind.String } text
            ? DisplayText.SafeLines(text.GetString()!)
            : "(There is no plain text; -o json has the HTML.)");
    }

    private static async Task SaveAsync(CliCall call)
    {
        var request = await OneAsync(ApiOperations.GetMessage, call);
        var files = Cell.At((await call.SendAsync(request)).Json, "attachments").EnumerateArray().ToList();
        var wanted = call.Get(Attachment) is { } id ? [id] : files.ConvertAll(f => Cell.At(f, "id").GetRawText());
        if (call.Get(OutFile) is not null && wanted.Count != 1)
        {
            throw CliException.Usage($"--out takes one file, and the message has {wanted.Count}: name one of them, or use --dir.");
        }

        if (wanted.Count == 0)
        {
            await call.Error.WriteLineAsync("The message has no files.");
        }

        foreach (var one in wanted)
        {
            var known = files.Find(f => Cell.At(f, "id").GetRawText() == one);
            using var response = await call.Api.OpenAsync(ApiOperations.GetAttachment.With([.. request.Values, one]), call.Cancellation);
            var name = Cell.At(known, "name") is { ValueKind: System.Text.Json.JsonValueKind.String } given ? given.GetString() : null;
            var path = call.Get(OutFile) ?? OutputFile.PathIn(call.Get(Dir)!, name, $"attachment-{one}");
            var size = await OutputFile.CopyAsync(response, path, call.Cancellation);
            if (path != OutputFile.Standard)
            {
                call.Print.Done($"Saved {path} ({Cell.Bytes(size)}).");
            }
        }
    }
}
