using System.CommandLine;

namespace Mail.Silo.Cli;

/// <summary>Asks before something is gone for good.</summary>
internal static class Confirmation
{
    public static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Do not ask." };

    /// <summary>Returns when the answer is yes.</summary>
    /// <exception cref="CliException">The answer is no, or there is nobody to ask.</exception>
    public static async Task RequireAsync(this CliCall call, string what)
    {
        if (call.Get(Yes))
        {
            return;
        }

        if (Console.IsInputRedirected)
        {
            throw CliException.Usage($"{what} This cannot be undone, and there is no terminal to ask on.", "Repeat the command with --yes if you mean it.");
        }

        await call.Error.WriteAsync($"{what} This cannot be undone. Go on? [y/N] ");
        var answer = await Console.In.ReadLineAsync(call.Cancellation);
        if (answer?.Trim().ToUpperInvariant() is not ("Y" or "YES"))
        {
            throw new CliException(ExitCode.Refused, "Nothing was done.");
        }
    }
}
