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
}
