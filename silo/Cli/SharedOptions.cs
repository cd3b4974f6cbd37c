using System.CommandLine;
using System.Globalization;

namespace Mail.Silo.Cli;

/// <summary>Options of every command.</summary>
internal static class SharedOptions
{
    public const string DefaultServer = "http://127.0.0.1:8080";

    public static readonly Option<string?> Server = new("--server")
    {
        Description = $"Server to talk to. Default: $MAIL_SERVER, else {DefaultServer}.", HelpName = "URL", Recursive = true,
    };

    public static readonly Option<string?> ApiKey = new("--api-key")
    {
        Description = "API key; other users of this machine may see it: rather use the file or $MAIL_API_KEY.", HelpName = "KEY", Recursive = true,
    };

    public static readonly Option<string?> ApiKeyFile = new("--api-key-file")
    {
        Description = "File with the API key. Default: $MAIL_API_KEY, else admin-api-key in the data folder if the server is on this machine.",
        HelpName = "FILE", Recursive = true,
    };

    public static readonly Option<string> Data = new("--data")
    {
        Description = "The server's data folder.", HelpName = "DIR", Recursive = true, DefaultValueFactory = _ => "./data",
    };

    public static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "table for people, json as the API gives it.", HelpName = "table|json", Recursive = true, DefaultValueFactory = _ => "table",
    };

    public static readonly Option<int> Timeout = new("--timeout")
    {
        Description = "Give up after this time without an answer.", HelpName = "SECONDS", Recursive = true, DefaultValueFactory = _ => 30,
    };

    static SharedOptions()
    {
        Output.AcceptOnlyFromAmong("table", "json");
        Timeout.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 86_400))
            {
                result.AddError($"--timeout: '{token.Value}' is not a number of seconds from 1 to 86400.");
            }
        });
        Server.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Connection.ReadServer(token.Value) is null)
            {
                result.AddError($"--server: '{token.Value}' is not a URL such as {DefaultServer}.");
            }
        });
    }

    public static void AddTo(Command root)
    {
        foreach (var option in (Option[])[Server, ApiKey, ApiKeyFile, Data, Output, Timeout])
        {
            root.Add(option);
        }
    }

    /// <summary>Whether this is one of them that the server does not have, too.</summary>
    public static bool Starts(string arg)
    {
        var name = arg.Split('=', ':')[0];
        return name is "--server" or "--api-key" or "--api-key-file" or "--output" or "-o" or "--timeout";
    }
}
