using System.CommandLine;

namespace Mail.Silo.Cli.Domains;

/// <summary>The domain that a command is about.</summary>
internal static class DomainOption
{
    public static Option<string?> Optional(string description) => new("--domain", "-d") { Description = description, HelpName = "DOMAIN" };
}
