using System.CommandLine;
using System.Text.Json.Nodes;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;
using static Mail.Silo.Cli.Users.UserArgument;

namespace Mail.Silo.Cli.Mailboxes;

/// <summary><c>mail folder</c>.</summary>
internal static class FolderCommands
{
    private static readonly Argument<string> Folder = new("folder") { Description = "Name or id of the folder.", HelpName = "FOLDER" };
    private static readonly Argument<string> NewName = new("name") { Description = "Full new name; levels are separated by '/'.", HelpName = "NAME" };

    private static readonly IReadOnlyList<Column> Row =
    [
        Column.Number("ID", "id"), Column.Of("FOLDER", "name"), Column.Number("MESSAGES", "messages"), Column.Number("UNSEEN", "unseen"),
        Column.Bytes("SIZE", "bytes"), Column.Of("USE", "use"),
    ];

    private static readonly IReadOnlyList<Column> Lines =
    [
        Column.Of("Folder", "name"), Column.Of("Id", "id"), Column.Of("Messages", "messages"), Column.Of("Unseen", "unseen"), Column.Bytes("Size", "bytes"),
        Column.Of("Use", "use"), Column.Of("UIDVALIDITY", "uidValidity"), Column.Of("UIDNEXT", "uidNext"), Column.Of("MODSEQ", "modSeq"),
    ];

    public static Command Create() => new("folder", "Folders of a mailbox.")
    {
        new CliCommand("list", "Lists a mailbox's folders.", ApiOperations.ListFolders) { User }
            .Runs(call => call.ListWholeAsync(ApiOperations.ListFolders.With(call.Get(User)), Row, "There are no folders.")),
        new CliCommand("show", "Shows a folder.", ApiOperations.GetFolder, ApiOperations.ListFolders) { User, Folder }
            .Runs(async call => await call.ShowAsync(await OneAsync(ApiOperations.GetFolder, call), Lines)),
        new CliCommand("create", "Creates a folder, and the levels above it that are missing.", ApiOperations.CreateFolder) { User, NewName }.Once()
            .Runs(call => call.ShowAsync(ApiOperations.CreateFolder.With(call.Get(User)).Json(new JsonObject { ["name"] = call.Get(NewName) }).As(call), Lines, "Created.")),
        new CliCommand("rename", "Renames a folder; those below come along.", ApiOperations.RenameFolder, ApiOperations.ListFolders) { User, Folder, NewName }
            .Runs(async call => await call.ShowAsync(
                (await OneAsync(ApiOperations.RenameFolder, call)).Json(new JsonObject { ["name"] = call.Get(NewName) }), Lines, "Renamed.")),
        new CliCommand("delete", "Deletes a folder with its messages.", ApiOperations.DeleteFolder, ApiOperations.ListFolders) { User, Folder }.Destroys().Runs(async call =>
        {
            var request = await OneAsync(ApiOperations.DeleteFolder, call);
            await call.RequireAsync($"Delete folder {call.Get(Folder)} of {call.Get(User)} with its messages?");
            await call.DoAsync(request, $"Deleted folder {call.Get(Folder)}.");
        }),
    };

    private static async Task<ApiRequest> OneAsync(ApiOperation operation, CliCall call) =>
        operation.With(call.Get(User), await FolderNames.FindAsync(call, call.Get(User), call.Get(Folder)));
}
