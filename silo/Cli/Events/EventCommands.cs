using System.CommandLine;
using System.Text;
using System.Text.Json;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;
using static Mail.Silo.Cli.Users.UserArgument;

namespace Mail.Silo.Cli.Events;

/// <summary><c>mail event</c>: live changes.</summary>
internal static class EventCommands
{
    private static readonly Option<int> Count = new("--count") { Description = "End after so many events; 0: go on until Ctrl+C.", HelpName = "N", DefaultValueFactory = _ => 0 };

    private static readonly Option<long?> After = new("--after") { Description = "Begin behind this cursor, the modSeq of an event as --output json shows it. Default: now.", HelpName = "CURSOR" };

    public static Command Create() => new("event", "Live changes of a mailbox.")
    {
        new CliCommand("watch", "Prints a line for each change of a mailbox. Connects again when the connection is lost, and misses nothing.", ApiOperations.WatchMailbox, ApiOperations.ListFolders)
        {
            User, Count, After,
        }.Runs(WatchAsync),
    };

    private static async Task WatchAsync(CliCall call)
    {
        var (left, user) = (call.Get(Count) is > 0 and var n ? n : int.MaxValue, call.Get(User));
        var names = new Dictionary<int, string>();
        await foreach (var text in new EventSource(call, call.Get(After)).ReadAsync(ApiOperations.WatchMailbox.With(user)))
        {
            await call.Out.WriteLineAsync(call.WantsJson ? Encoding.UTF8.GetString(text) : await LineAsync(call, user, JsonElement.Parse(text), names));
            await call.Out.FlushAsync(call.Cancellation);
            if (--left == 0)
            {
                return;
            }
        }
    }

    private static async Task<string> LineAsync(CliCall call, string user, JsonElement item, Dictionary<int, string> names)
    {
        var ids = Cell.At(item, "folders") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(f => f.GetInt32()).ToList() : [];
        var isChanged = Cell.At(item, "folderListChanged").ValueKind == JsonValueKind.True;
        if (isChanged || !ids.TrueForAll(names.ContainsKey))
        {
            foreach (var folder in (await call.SendAsync(ApiOperations.ListFolders.With(user))).Json.GetProperty("items").EnumerateArray())
            {
                names[Cell.At(folder, "id").GetInt32()] = Cell.Text(Cell.At(folder, "name"));
            }
        }

        var line = new StringBuilder($"{call.Time.GetUtcNow():yyyy-MM-dd HH:mm:ss'Z'}  {Cell.Text(Cell.At(item, "type"))}");
        line.Append(ids.Count == 0 ? "" : "  " + string.Join(", ", ids.Select(i => names.GetValueOrDefault(i, $"folder {i}"))));
        line.Append(isChanged ? "  the list of folders" : "");
        return line.Append(Cell.At(item, "missed").ValueKind == JsonValueKind.True ? "  (earlier events were missed)" : "").ToString();
    }
}
