using System.CommandLine;
using System.Text.Json.Nodes;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;
using static Mail.Silo.Cli.Users.UserArgument;

namespace Mail.Silo.Cli.Domains;

/// <summary><c>mail alias</c>.</summary>
internal static class AliasCommands
{
    private static readonly Argument<string> Address = new("address") { Description = "Address of the alias.", HelpName = "ADDRESS" };

    private static readonly Argument<string[]> Targets = new("target")
    {
        Description = "Addresses that it stands for; all of them, those of before are forgotten.", HelpName = "TARGET", Arity = ArgumentArity.OneOrMore,
    };

    private static readonly IReadOnlyList<Column> Row = [Column.Of("ALIAS", "address"), Column.Of("TARGETS", "targets")];
    private static readonly IReadOnlyList<Column> Lines = [Column.Of("Alias", "address"), Column.Of("Targets", "targets")];

    public static Command Create()
    {
        var domain = DomainOption.Optional("Only aliases of this domain. Default: of all domains that the API key may see.");
        var set = new CliCommand("set", "Creates an alias, or gives it other targets.", ApiOperations.PutAlias) { Address, Targets }.Runs(call =>
        {
            var body = new JsonObject { ["targets"] = new JsonArray([.. call.Get(Targets).Select(t => (JsonNode)t)]) };
            return call.ShowAsync(Request(ApiOperations.PutAlias, call).Json(body), Lines, "Done.");
        });
        set.Aliases.Add("create");
        return new Command("alias", "Addresses that stand for others.")
        {
            new CliCommand("list", "Lists aliases.", ApiOperations.ListAliases) { domain }.Paged().Runs(call =>
            {
                var items = new ItemStream(call);
                var source = call.Get(domain) is { } one
                    ? items.ReadAsync(ApiOperations.ListAliases.With(one))
                    : DomainWalk.OfEachAsync(call, items, ApiOperations.ListAliases);
                return call.Print.ListAsync(items, source, Row, "There are no aliases.");
            }),
            new CliCommand("show", "Shows an alias.", ApiOperations.GetAlias) { Address }
                .Runs(call => call.ShowAsync(Request(ApiOperations.GetAlias, call), Lines)),
            set,
            new CliCommand("delete", "Deletes an alias.", ApiOperations.DeleteAlias) { Address }.Destroys().Runs(async call =>
            {
                await call.RequireAsync($"Delete alias {call.Get(Address)}?");
                await call.DoAsync(Request(ApiOperations.DeleteAlias, call), $"Deleted alias {call.Get(Address)}.");
            }),
        };
    }

    private static ApiRequest Request(ApiOperation operation, CliCall call)
    {
        var (local, domain) = Split(call.Get(Address));
        return operation.With(domain, local);
    }
}
