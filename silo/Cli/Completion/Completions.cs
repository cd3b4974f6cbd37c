namespace Mail.Silo.Cli.Completion;

/// <summary>What may follow at the end of a command line.</summary>
internal static class Completions
{
    private const int Longest = 10_000;

    /// <param name="line">From the name of the program up to the cursor.</param>
    public static IEnumerable<string> Of(string line)
    {
        var start = line.IndexOf(' ', StringComparison.Ordinal);
        if (start < 0 || line.Length > Longest)
        {
            return [];
        }

        var rest = line[(start + 1)..];
        var word = rest[(rest.LastIndexOf(' ') + 1)..];
        var parsed = CliProgram.Create().Parse(rest);
        if (parsed.UnmatchedTokens.Any(t => t != word))
        {
            return [];
        }

        var found = parsed.GetCompletions(rest.Length).Select(c => c.Label).Where(c => c.StartsWith(word, StringComparison.Ordinal));

        // Options only when asked for: they would bury the commands.
        return found.Where(c => word.StartsWith('-') || !c.StartsWith('-')).Where(c => c is not ("-?" or "/?" or "/h")).Distinct().Order(StringComparer.Ordinal);
    }
}
