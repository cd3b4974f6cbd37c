using System.CommandLine;
using Mail.Silo.Cli.Config;
using Mail.Silo.Cli.Servers;
using Mail.Silo.Cli.Users;

namespace Mail.Silo.Cli;

/// <summary>All commands, one noun or duty each. A new one is a class with a <c>Create</c> and a line here.</summary>
internal static class CliCommands
{
    public static IEnumerable<Command> All() =>
    [
        UserCommands.Create(),
        ServerCommands.Create(),
        ConfigCommands.Create(),
    ];
}
