using System.CommandLine;
using Mail.Silo.Cli;

namespace Silo.Tests;

/// <summary>All commands with their paths.</summary>
internal static class CommandTree
{
    public static IEnumerable<(string Path, Command Command)> All() => Below("", CliProgram.Create());

    private static IEnumerable<(string Path, Command Command)> Below(string path, Command command) =>
        command.Subcommands.SelectMany(c => Below($"{path} {c.Name}".Trim(), c).Prepend(($"{path} {c.Name}".Trim(), c)));
}
