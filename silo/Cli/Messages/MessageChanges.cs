using System.CommandLine;
using System.Text.Json.Nodes;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Mailboxes;
using Mail.Silo.Cli.Output;
using static Mail.Silo.Cli.Users.UserArgument;

namespace Mail.Silo.Cli.Messages;

/// <summary>Flags, moves, copies and deletions, of several messages one after the other.</summary>
internal static class MessageChanges
{
    private static readonly Argument<string[]> Uids = new("uid")
    {
        Description = "UIDs of the messages, as 'list' shows them.", HelpName = "UID", Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> To = new("--to") { Description = "Name or id of the folder that they go to.", HelpName = "FOLDER", Required = true };

    public static CliCommand Flag()
    {
        var (set, add, remove) = (
            MessageFlags.Option("--set", "Give exactly these flags."), MessageFlags.Option("--add", "Set a flag."), MessageFlags.Option("--remove", "Take a flag away."));
        return new CliCommand("flag", "Changes flags of messages.", ApiOperations.PutFlags, ApiOperations.PatchFlags, ApiOperations.ListFolders)
        {
            User, Uids, FolderNames.Folder, set, add, remove,
        }.Runs(async call =>
        {
            var isSet = call.IsGiven(set);
            if (isSet == (call.IsGiven(add) || call.IsGiven(remove)))
            {
                throw CliException.Usage("Say what to change: either --set, or --add and --remove.");
            }

            var body = isSet
                ? new JsonObject { ["flags"] = MessageFlags.Json(call.Get(set)) }
                : new JsonObject { ["add"] = MessageFlags.Json(call.Get(add)), ["remove"] = MessageFlags.Json(call.Get(remove)) };
            await EachAsync(call, isSet ? ApiOperations.PutFlags : ApiOperations.PatchFlags, async request =>
            {
                var answer = await call.SendAsync(request.Json(body));
                if (call.WantsJson)
                {
                    call.Print.Show(answer, []);
                }
                else
                {
                    call.Print.Table([answer.Json], MessageCommands.Row);
                }
            });
        });
    }

    public static CliCommand Move() => Transfer("move", "Moves messages to another folder; they have other UIDs there.", ApiOperations.MoveMessage, "Moved.");

    public static CliCommand Copy() => Transfer("copy", "Copies messages to another folder.", ApiOperations.CopyMessage, "Copied.");

    public static CliCommand Delete() => new CliCommand(
        "delete", "Deletes messages for good; to keep them for a while, move them to Trash.", ApiOperations.DeleteMessage, ApiOperations.ListFolders)
    {
        User, Uids, FolderNames.Folder,
    }.Destroys().Runs(async call =>
    {
        await call.RequireAsync($"Delete {(call.Get(Uids).Length == 1 ? "message" : "messages")} {string.Join(", ", call.Get(Uids))} of {call.Get(User)}?");
        await EachAsync(call, ApiOperations.DeleteMessage, request => call.DoAsync(request, $"Deleted message {request.Values[2]}."));
    });

    private static CliCommand Transfer(string name, string description, ApiOperation operation, string done) =>
        new CliCommand(name, description, operation, ApiOperations.ListFolders) { User, Uids, FolderNames.Folder, To }.Once().Runs(async call =>
        {
            var target = await FolderNames.FindAsync(call, call.Get(User), call.Get(To)!);
            var body = new JsonObject { ["folder"] = int.TryParse(target, out var number) ? number : 0 };
            await EachAsync(call, operation, request => call.ShowAsync(request.Json(body).As(call), MessageCommands.Place, done));
        });

    private static async Task EachAsync(CliCall call, ApiOperation operation, Func<ApiRequest, Task> act)
    {
        var folder = await FolderNames.FindAsync(call, call.Get(User), call.Get(FolderNames.Folder)!);
        foreach (var uid in call.Get(Uids))
        {
            await act(operation.With(call.Get(User), folder, uid));
        }
    }
}
