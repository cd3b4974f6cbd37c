using System.CommandLine;
using System.Text.Json.Nodes;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;
using Mail.Silo.Cli.Tenants;

namespace Mail.Silo.Cli.Domains;

/// <summary><c>mail domain</c>.</summary>
internal static class DomainCommands
{
    private static readonly Argument<string> Name = new("domain") { Description = "Name of the domain.", HelpName = "DOMAIN" };

    private static readonly Option<string?> CatchAll = new("--catch-all")
    {
        Description = "Who gets mail to addresses that do not exist; '' for nobody.", HelpName = "ADDRESS",
    };

    private static readonly Option<string?> Tag = new("--tag-delimiter")
    {
        Description = "What begins a tag in an address, as '+' in alice+shop; '' for none.", HelpName = "CHAR",
    };

    private static readonly IReadOnlyList<Column> Row =
        [Column.Of("DOMAIN", "name"), Column.Of("TENANT", "tenant"), Column.Of("CATCH-ALL", "catchAll"), Column.Of("TAG", "tagDelimiter")];

    private static readonly IReadOnlyList<Column> Lines =
        [Column.Of("Domain", "name"), Column.Of("Tenant", "tenant"), Column.Of("Catch-all", "catchAll"), Column.Of("Tag delimiter", "tagDelimiter")];

    public static Command Create() => new("domain", "Mail domains that are served.") { List(), Show(), New(), Update(), Delete() };

    private static CliCommand List() => new CliCommand("list", "Lists domains.", ApiOperations.ListDomains, ApiOperations.ListTenants) { TenantOption.Tenant }.Paged().Runs(call =>
    {
        var items = new ItemStream(call);
        var source = TenantOption.Given(call) is { } one
            ? items.ReadAsync(ApiOperations.ListDomains.With(one))
            : DomainWalk.OfEachTenantAsync(call, items, ApiOperations.ListDomains);
        return call.Print.ListAsync(items, source, Row, "There are no domains.");
    });

    private static CliCommand Show() => new CliCommand("show", "Shows a domain.", ApiOperations.GetDomain) { Name, TenantOption.Tenant }.Runs(async call =>
        await call.ShowAsync(ApiOperations.GetDomain.With(await TenantOption.OfDomainAsync(call, call.Get(Name)), call.Get(Name)), Lines));

    private static CliCommand New() => new CliCommand("create", "Takes mail for a domain.", ApiOperations.GetDomain, ApiOperations.PutDomain)
    {
        Name, TenantOption.Tenant, CatchAll, Tag,
    }.Runs(async call =>
    {
        var (tenant, name) = (await TenantOption.OnlyAsync(call), call.Get(Name));
        if (await FindAsync(call, tenant, name) is not null)
        {
            throw new CliException(ExitCode.Refused, $"There is a domain '{name}' already.", "'mail domain update' changes it.");
        }

        await call.ShowAsync(ApiOperations.PutDomain.With(tenant, name).Json(Body(call, null)), Lines, "Created.");
    });

    private static CliCommand Update() => new CliCommand("update", "Changes a domain's settings.", ApiOperations.GetDomain, ApiOperations.PutDomain)
    {
        Name, TenantOption.Tenant, CatchAll, Tag,
    }.Matching().Runs(async call =>
    {
        var (tenant, name) = (await TenantOption.OfDomainAsync(call, call.Get(Name)), call.Get(Name));
        var present = await call.SendAsync(ApiOperations.GetDomain.With(tenant, name));
        var request = ApiOperations.PutDomain.With(tenant, name).Json(Body(call, present)).As(call);
        await call.ShowAsync(request with { IfMatch = request.IfMatch ?? present.ETag }, Lines, "Changed.");
    });

    private static CliCommand Delete() => new CliCommand(
        "delete", "Takes no more mail for a domain. Its users and aliases must be deleted before.", ApiOperations.DeleteDomain) { Name, TenantOption.Tenant }.Destroys().Runs(async call =>
    {
        var name = call.Get(Name);
        var tenant = await TenantOption.OfDomainAsync(call, name);
        await call.RequireAsync($"Delete domain {name}?");
        await call.DoAsync(ApiOperations.DeleteDomain.With(tenant, name), $"Deleted domain {name}.");
    });

    private static async Task<ApiAnswer?> FindAsync(CliCall call, string tenant, string name)
    {
        try
        {
            return await call.SendAsync(ApiOperations.GetDomain.With(tenant, name));
        }
        catch (RefusedException refusal) when (refusal.Code == "NOT_FOUND")
        {
            return null;
        }
    }

    /// <summary>All settings: those given, and the present ones where none is given.</summary>
    private static JsonObject Body(CliCall call, ApiAnswer? present)
    {
        var body = new JsonObject();
        foreach (var (option, member) in ((Option<string?>, string)[])[(CatchAll, "catchAll"), (Tag, "tagDelimiter")])
        {
            var value = call.IsGiven(option) ? call.Get(option) : present is null ? null
                : Cell.At(present.Json, member) is { ValueKind: System.Text.Json.JsonValueKind.String } kept ? kept.GetString() : null;
            if (!string.IsNullOrEmpty(value))
            {
                body[member] = value;
            }
        }

        return body;
    }
}
