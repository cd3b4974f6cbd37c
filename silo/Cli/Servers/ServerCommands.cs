using System.CommandLine;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;

namespace Mail.Silo.Cli.Servers;

/// <summary><c>mail server</c>.</summary>
internal static class ServerCommands
{
    private static readonly IReadOnlyList<Column> Lines =
    [
        Column.Of("Name", "name"), Column.Of("Version", "version"), Column.Of("Host name", "hostName"), Column.Time("Started", "startedAt"),
        Column.Of("Uptime, seconds", "uptimeSeconds"), Column.Of("Ready", "ready"),
    ];

    private static readonly IReadOnlyList<Column> Listeners =
    [
        Column.Of("LISTENER", "name"), Column.Number("PORT", "port"), Column.Of("SECURITY", "security"), Column.Of("USE", "use"),
    ];

    public static Command Create() => new("server", "What runs, and how it is.")
    {
        new CliCommand("show", "Shows what runs, its ports, and whether it is well. Needs no key.", ApiOperations.GetServer).Runs(async call =>
        {
            var answer = await call.SendAsync(ApiOperations.GetServer.With());
            call.Print.Show(answer, Lines);
            if (!call.WantsJson)
            {
                call.Print.Describe(answer.Json, [.. Cell.At(answer.Json, "parts").EnumerateObject().Select(p => new Column("Part " + p.Name, _ => Cell.Text(p.Value)))]);
                await call.Out.WriteLineAsync();
                call.Print.Table(Cell.At(answer.Json, "listeners").EnumerateArray(), Listeners);
            }
        }),
    };
}
