using System.CommandLine;

namespace Mail.Silo.Cli;

/// <summary>Secrets come from standard input or a prompt without echo, never from the command line, which others can see.</summary>
internal static class Secrets
{
    private const int Longest = 4096;

    public static readonly Option<bool> PasswordStdin = new("--password-stdin") { Description = "Read the password from standard input (its first line)." };

    /// <exception cref="CliException">There is neither an input nor a terminal, or the two entries differ.</exception>
    public static async Task<string> ReadNewPasswordAsync(this CliCall call, string of)
    {
        if (call.Get(PasswordStdin))
        {
            return await Console.In.ReadLineAsync(call.Cancellation) is { Length: > 0 and <= Longest } line
                ? line
                : throw CliException.Usage("--password-stdin: there is no password on standard input.");
        }

        if (Console.IsInputRedirected)
        {
            throw CliException.Usage("There is no terminal to ask for the password.", "Give it with --password-stdin: echo \"$PASSWORD\" | mail … --password-stdin");
        }

        var password = await HiddenInput.ReadAsync(call.Error, $"Password for {of}: ", call.Cancellation);
        return await HiddenInput.ReadAsync(call.Error, "The same again: ", call.Cancellation) == password ? password : throw CliException.Usage("The two passwords differ: nothing was done.");
    }
}
