using System.CommandLine;

namespace Mail.Silo.Cli.Users;

/// <summary>The user that a command is about.</summary>
internal static class UserArgument
{
    public static readonly Argument<string> User = new("user") { Description = "Address or id of the user.", HelpName = "USER" };

    /// <exception cref="CliException">It is not LOCAL@DOMAIN.</exception>
    public static (string Local, string Domain) Split(string address)
    {
        var at = address.LastIndexOf('@');
        return at > 0 && at < address.Length - 1
            ? (address[..at], address[(at + 1)..])
            : throw CliException.Usage($"'{address}' is not an address such as alice@example.org.");
    }
}
