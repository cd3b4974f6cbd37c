using System.CommandLine;
using Mail.Domain.Identity;

namespace Mail.Silo.Cli.Users;

/// <summary>The user that a command is about.</summary>
internal static class UserArgument
{
    public static readonly Argument<string> User = new("user") { Description = "Address or id of the user.", HelpName = "USER" };

    /// <summary>The local part without quotes, which are syntax, and the domain.</summary>
    /// <exception cref="CliException">It is no address.</exception>
    public static (string Local, string Domain) Split(string text)
    {
        if (!EmailAddress.TryParse(text, out var address))
        {
            throw CliException.Usage($"'{text}' is not an address such as alice@example.org.");
        }

        // As typed where it needs no quotes: it becomes the name for people.
        var at = text.LastIndexOf('@');
        return (text[0] == '"' ? address.LocalPart : text[..at], text[(at + 1)..]);
    }
}
