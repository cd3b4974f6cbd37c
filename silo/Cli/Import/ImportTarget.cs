using System.Text.Json.Nodes;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;

namespace Mail.Silo.Cli.Import;

/// <summary>The folders of the user that messages go to; missing ones are made.</summary>
internal sealed class ImportTarget(CliCall call, string user)
{
    private readonly Dictionary<string, (string Id, PresentMessages Present)> _folders = new(StringComparer.Ordinal);

    public async Task<(string Id, PresentMessages Present)> FolderAsync(string name)
    {
        if (_folders.TryGetValue(name, out var known))
        {
            return known;
        }

        var id = await FindAsync(name) ?? await CreateAsync(name);
        var present = new PresentMessages(call, user, id);
        await present.LoadAsync();
        return _folders[name] = (id, present);
    }

    private async Task<string?> FindAsync(string name)
    {
        var folders = (await call.SendAsync(ApiOperations.ListFolders.With(user))).Json.GetProperty("items");
        var found = folders.EnumerateArray().FirstOrDefault(f => Cell.At(f, "name").GetString() == name);
        return found.ValueKind == System.Text.Json.JsonValueKind.Object ? Cell.At(found, "id").GetRawText() : null;
    }

    private async Task<string> CreateAsync(string name) =>
        Cell.At((await call.SendAsync(ApiOperations.CreateFolder.With(user).Json(new JsonObject { ["name"] = name }))).Json, "id").GetRawText();
}
