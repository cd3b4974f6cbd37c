using System.CommandLine;
using Mail.Silo.Cli.Api;

namespace Mail.Silo.Cli;

/// <summary>Options of commands that create or change.</summary>
internal static class ChangeOptions
{
    private static readonly Option<string?> IdempotencyKey = new("--idempotency-key")
    {
        Description = "For scripts that repeat themselves: with the same key the same command happens once, for a day. Default: a new one.", HelpName = "KEY",
    };

    private static readonly Option<string?> IfMatch = new("--if-match")
    {
        Description = "Refuse if it was changed since: the ETag that 'show' gave.", HelpName = "ETAG",
    };

    /// <summary>Creates something: may be repeated under a key.</summary>
    public static CliCommand Once(this CliCommand command)
    {
        command.Add(IdempotencyKey);
        return command;
    }

    /// <summary>Changes something that has an ETag.</summary>
    public static CliCommand Matching(this CliCommand command)
    {
        command.Add(IfMatch);
        return command;
    }

    /// <summary>Destroys something: asks first.</summary>
    public static CliCommand Destroys(this CliCommand command)
    {
        command.Add(Confirmation.Yes);
        return command;
    }

    /// <summary>The request with what these options say.</summary>
    public static ApiRequest As(this ApiRequest request, CliCall call) => request with
    {
        IdempotencyKey = request.Operation.Creates ? call.Get(IdempotencyKey) : null,
        IfMatch = call.Get(IfMatch) is { Length: > 0 } state ? state : null,
    };
}
