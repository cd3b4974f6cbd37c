using System.CommandLine;
using System.CommandLine.Parsing;

namespace Mail.Silo.Cli;

/// <summary>What is said to a command line that is not understood: what is wrong, and where help is. Exit code 2.</summary>
internal static class UsageErrors
{
    public static async Task<int> ShowAsync(ParseResult parsed, InvocationConfiguration configuration)
    {
        var path = PathOf(parsed.CommandResult);
        var command = parsed.CommandResult.Command;
        if (command.Action is null && command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0)
        {
            await configuration.Error.WriteLineAsync($"{path}: say which: {string.Join(", ", command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name))}.");
        }
        else
        {
            // Where a word is wrong, that none follows says nothing more.
            var unmatched = parsed.UnmatchedTokens.Count == 0 ? [] : parsed.Errors.Where(e => e.Message.Contains('\'')).ToList();
            foreach (var error in (unmatched.Count > 0 ? unmatched : parsed.Errors).Select(e => e.Message).Distinct())
            {
                await configuration.Error.WriteLineAsync($"{path}: {error}{Suggestion(command, parsed.UnmatchedTokens, error)}");
            }
        }

        await configuration.Error.WriteLineAsync($"Try '{path} --help'.");
        return ExitCode.Usage;
    }

    private static string PathOf(CommandResult result)
    {
        var names = new Stack<string>();
        for (SymbolResult? at = result; at is CommandResult command; at = at.Parent)
        {
            names.Push(command.Command.Name);
        }

        return string.Join(' ', names);
    }

    private static string Suggestion(Command command, IReadOnlyList<string> unmatched, string error)
    {
        if (unmatched is not [var word, ..] || !error.Contains($"'{word}'", StringComparison.Ordinal))
        {
            return "";
        }

        var known = command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name).Concat(command.Options.Select(o => o.Name));
        var near = known.Select(n => (Name: n, Distance: Distance(word, n))).Where(n => n.Distance <= 2).OrderBy(n => n.Distance).FirstOrDefault();
        return near.Name is null ? "" : $" Did you mean '{near.Name}'?";
    }

    /// <summary>Levenshtein's distance, of words a person types.</summary>
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 2)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
