using System.Globalization;
using System.Text.Json;
using Mail.Silo.Options;

namespace Mail.Silo.Cli.Doctor;

/// <summary>What is looked at: a configuration, and the server that runs with it, if one does.</summary>
/// <param name="Options">How a server is, or would be, started.</param>
/// <param name="Server">What the server's API says of itself; default: none answers.</param>
/// <param name="ServerClock">Its clock; null: none answers.</param>
/// <param name="ServerError">Why none answers; null: one does.</param>
/// <param name="ProcessId">The process that has the data folder; null: none.</param>
internal sealed record Patient(SiloOptions Options, JsonElement Server, DateTimeOffset? ServerClock, string? ServerError, int? ProcessId)
{
    public bool Answers => ServerError is null;

    /// <summary>The process that holds the lock of a data folder.</summary>
    public static int? HolderOf(string dataFolder)
    {
        var file = Path.Combine(dataFolder, "lock");
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var free = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
        catch (IOException)
        {
            var pid = Path.Combine(dataFolder, "pid");
            return File.Exists(pid) && int.TryParse(File.ReadAllText(pid), CultureInfo.InvariantCulture, out var number) ? number : 0;
        }
    }
}
