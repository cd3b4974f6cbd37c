using System.CommandLine;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;

namespace Mail.Silo.Cli.Mailboxes;

/// <summary>Folders as people name them; the API wants their ids.</summary>
internal static class FolderNames
{
    public static readonly Option<string> Folder = new("--folder", "-f")
    {
        Description = "Name or id of the folder.", HelpName = "FOLDER", DefaultValueFactory = _ => "INBOX",
    };

    /// <summary>The id of a folder.</summary>
    /// <exception cref="CliException">There is no such folder.</exception>
    public static async Task<string> FindAsync(CliCall call, string user, string folder)
    {
        if (folder.Length > 0 && folder.All(char.IsAsciiDigit))
        {
            return folder;
        }

        var list = (await call.SendAsync(ApiOperations.ListFolders.With(user))).Json.GetProperty("items").EnumerateArray().ToList();
        var found = list.Find(f => Same(Cell.At(f, "name").GetString()!, folder));
        return found.ValueKind == System.Text.Json.JsonValueKind.Object
            ? Cell.At(found, "id").GetRawText()
            : throw new CliException(ExitCode.Refused, $"There is no folder '{folder}'.", "There are: " + string.Join(", ", list.Select(f => Cell.Text(Cell.At(f, "name")))));
    }

    // INBOX is the one name without regard to case (RFC 9051 section 5.1).
    private static bool Same(string name, string asked) =>
        name.Equals(asked, name.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
