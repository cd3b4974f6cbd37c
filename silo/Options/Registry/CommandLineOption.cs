namespace Mail.Silo.Options.Registry;

/// <summary>How a setting is given on the command line.</summary>
/// <param name="Name">With its dashes, such as <c>--smtp-port</c>.</param>
/// <param name="HelpName">What stands for the value; null for a switch.</param>
/// <param name="Description">For <c>--help</c>.</param>
/// <param name="ShowsDefault">The help shows the default.</param>
internal sealed record CommandLineOption(string Name, string? HelpName, string Description, bool ShowsDefault = false);
