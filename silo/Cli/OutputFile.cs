namespace Mail.Silo.Cli;

/// <summary>Where bytes go that are no text.</summary>
internal static class OutputFile
{
    public const string Standard = "-";
    private const int LongestName = 100;

    /// <summary>Writes the content of an answer; a file that is there is not overwritten.</summary>
    /// <exception cref="CliException">The file cannot be made.</exception>
    public static async Task<long> CopyAsync(HttpResponseMessage response, string file, CancellationToken cancellation)
    {
        if (file == Standard)
        {
            await using var output = Console.OpenStandardOutput();
            await response.Content.CopyToAsync(output, cancellation);
            return 0;
        }

        try
        {
            await using var output = new FileStream(file, FileMode.CreateNew);
            await response.Content.CopyToAsync(output, cancellation);
            return output.Length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Refused, error.Message);
        }
    }

    /// <summary>A name that a stranger gave, as one file of a folder: no path, nothing hidden, not one that is there.</summary>
    public static string PathIn(string folder, string? name, string instead)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var safe = new string([.. last.Select(c => char.IsControl(c) || c is ':' or '*' or '?' or '"' or '<' or '>' or '|' ? '_' : c)]).Trim().TrimStart('.');
        safe = safe.Length == 0 ? instead : safe.Length > LongestName ? safe[^LongestName..] : safe;
        var path = System.IO.Path.Combine(folder, safe);
        for (var n = 1; File.Exists(path); n++)
        {
            path = System.IO.Path.Combine(folder, $"{System.IO.Path.GetFileNameWithoutExtension(safe)}-{n}{System.IO.Path.GetExtension(safe)}");
        }

        return path;
    }
}
