using System.CommandLine;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;

namespace Mail.Silo.Cli.Servers;

/// <summary><c>mail login-block</c>: who is kept out after failed logins.</summary>
internal static class LoginBlockCommands
{
    private static readonly Argument<string[]> Ids = new("id") { Description = "Ids as 'list' shows them.", HelpName = "ID", Arity = ArgumentArity.OneOrMore };

    private static readonly IReadOnlyList<Column> Row =
    [
        Column.Of("ID", "id"), Column.Of("OF", "of"), Column.Of("ACCOUNT", "account"), Column.Of("CLIENT", "client"), Column.Time("SINCE", "since"), Column.Time("UNTIL", "until"),
    ];

    public static Command Create() => new("login-block", "Clients and accounts kept out after failed logins.")
    {
        new CliCommand("list", "Lists the blocks that last, the latest first.", ApiOperations.ListLoginBlocks)
            .Runs(call => call.ListWholeAsync(ApiOperations.ListLoginBlocks.With(), Row, "Nobody is blocked.")),
        new CliCommand("lift", "Lets a client or an account log in again.", ApiOperations.LiftLoginBlock) { Ids }.Runs(async call =>
        {
            foreach (var id in call.Get(Ids))
            {
                await call.DoAsync(ApiOperations.LiftLoginBlock.With(id), $"Lifted {id}.");
            }
        }),
    };
}
