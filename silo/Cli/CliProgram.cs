using System.CommandLine;
using System.CommandLine.Help;
using Mail.Silo.Options;

namespace Mail.Silo.Cli;

/// <summary>The command line <c>mail</c>: what is not the server itself. Built only when it is meant, so that the server starts as fast as without it.</summary>
internal static class CliProgram
{
    public const string Name = "mail";

    /// <summary>Whether the arguments name a command, or ask for help, which lists the commands.</summary>
    public static bool IsMeant(IReadOnlyList<string> args) =>
        args.Count > 0 && (args[0] is not ['-', ..] || SharedOptions.Starts(args[0]) || args.Any(IsHelp));

    public static Task<int> RunAsync(string[] args) => RunAsync(args, new InvocationConfiguration());

    public static async Task<int> RunAsync(string[] args, InvocationConfiguration configuration)
    {
        var root = args[0] is ['-', ..] && !SharedOptions.Starts(args[0]) ? ServerWithCommands() : Create();
        var parsed = root.Parse(args);
        configuration.EnableDefaultExceptionHandler = false;
        if (parsed.Errors.Count == 0 || parsed.Action is HelpAction)
        {
            return await parsed.InvokeAsync(configuration);
        }

        return await UsageErrors.ShowAsync(parsed, configuration);
    }

    /// <summary>The server itself; what is not understood is said as of any command.</summary>
    public static Task<int> RunServerAsync(string[] args, InvocationConfiguration configuration)
    {
        var parsed = CommandLine.Create(ServerProcess.RunAsync).Parse(args);
        return parsed.Errors.Count == 0 ? parsed.InvokeAsync(configuration) : UsageErrors.ShowAsync(parsed, configuration);
    }

    /// <summary>All commands under the name that people type.</summary>
    public static Command Create()
    {
        var root = new Command(Name, "Administers a Mail.Orleans server.") { new HelpOption() };
        SharedOptions.AddTo(root);
        AddCommands(root);
        return root;
    }

    /// <summary>The server's own options, and the commands beside them: what <c>--help</c> shows.</summary>
    public static Command ServerWithCommands()
    {
        var root = CommandLine.Create(ServerProcess.RunAsync);
        AddCommands(root);
        return root;
    }

    private static void AddCommands(Command root)
    {
        foreach (var command in CliCommands.All())
        {
            root.Add(command);
        }
    }

    private static bool IsHelp(string arg) => arg is "--help" or "-h" or "-?";
}
