using System.CommandLine;
using System.Text.Json.Nodes;

namespace Mail.Silo.Cli.Messages;

/// <summary>Flags as people type them: the backslash of system flags may be left out.</summary>
internal static class MessageFlags
{
    private static readonly string[] System = ["Seen", "Answered", "Flagged", "Deleted", "Draft"];

    public static Option<string[]> Option(string name, string description) => new(name)
    {
        Description = description + " Seen, Answered, Flagged, Deleted, Draft, or a keyword.", HelpName = "FLAG", AllowMultipleArgumentsPerToken = false,
    };

    public static string Read(string text) =>
        Array.Find(System, s => s.Equals(text.TrimStart('\\'), StringComparison.OrdinalIgnoreCase)) is { } known ? "\\" + known : text;

    public static JsonArray Json(IEnumerable<string>? flags) => new([.. (flags ?? []).Select(f => (JsonNode)Read(f))]);
}
