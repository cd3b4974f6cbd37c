using System.CommandLine;

namespace Mail.Silo.Cli.Completion;

/// <summary><c>mail completion</c> prints a script for a shell; the script asks the hidden <c>mail complete</c>.</summary>
internal static class CompletionCommands
{
    private static readonly Argument<string> Shell = new("shell") { Description = "bash, zsh or fish.", HelpName = "SHELL" };
    private static readonly Argument<string> Line = new("line") { Description = "The command line up to the cursor." };

    static CompletionCommands() => Shell.AcceptOnlyFromAmong("bash", "zsh", "fish");

    public static IEnumerable<Command> Create() =>
    [
        new CliCommand("completion", "Prints a script that completes 'mail' in a shell.") { Shell }.Runs(call =>
            call.Out.WriteLineAsync(call.Get(Shell) switch { "bash" => CompletionScripts.Bash, "zsh" => CompletionScripts.Zsh, _ => CompletionScripts.Fish })),
        new CliCommand("complete", "What may follow.") { Line }.Hide().Runs(async call =>
        {
            foreach (var word in Completions.Of(call.Get(Line)))
            {
                await call.Out.WriteLineAsync(word);
            }
        }),
    ];

    private static CliCommand Hide(this CliCommand command)
    {
        command.Hidden = true;
        return command;
    }
}
