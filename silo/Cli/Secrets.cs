using System.CommandLine;
using System.Text;

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

        var password = Prompt(call, $"Password for {of}: ");
        return Prompt(call, "The same again: ") == password ? password : throw CliException.Usage("The two passwords differ: nothing was done.");
    }

    private static string Prompt(CliCall call, string text)
    {
        call.Error.Write(text);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar) && typed.Length < Longest)
            {
                typed.Append(key.KeyChar);
            }
        }

        call.Error.WriteLine();
        return typed.ToString();
    }
}
