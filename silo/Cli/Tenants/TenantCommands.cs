using System.CommandLine;
using System.Text.Json.Nodes;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;

namespace Mail.Silo.Cli.Tenants;

/// <summary><c>mail tenant</c>.</summary>
internal static class TenantCommands
{
    private static readonly Argument<string> Id = new("tenant") { Description = "Its short name.", HelpName = "TENANT" };
    private static readonly Option<string?> Name = new("--name") { Description = "Name for people.", HelpName = "TEXT" };

    private static readonly IReadOnlyList<Column> Row =
        [Column.Of("TENANT", "id"), Column.Of("NAME", "displayName"), Column.Number("DOMAINS", "domains")];

    private static readonly IReadOnlyList<Column> Lines =
        [Column.Of("Tenant", "id"), Column.Of("Name", "displayName"), Column.Of("Domains", "domains")];

    public static Command Create() => new("tenant", "Organisations with domains and users of their own.")
    {
        new CliCommand("list", "Lists tenants.", ApiOperations.ListTenants).Paged()
            .Runs(call => call.ListAsync(ApiOperations.ListTenants.With(), Row, "There are no tenants.")),
        new CliCommand("show", "Shows a tenant.", ApiOperations.GetTenant) { Id }
            .Runs(call => call.ShowAsync(ApiOperations.GetTenant.With(call.Get(Id)), Lines)),
        new CliCommand("create", "Creates a tenant.", ApiOperations.CreateTenant) { Id, Name }.Once().Runs(call => call.ShowAsync(
            ApiOperations.CreateTenant.With().Json(Body(call, "id", call.Get(Id))).As(call), Lines, "Created.")),
        new CliCommand("update", "Changes a tenant's name.", ApiOperations.UpdateTenant) { Id, Name }.Matching().Runs(call => call.Get(Name) is null
            ? throw CliException.Usage("There is nothing to change.", "Give --name TEXT.")
            : call.ShowAsync(ApiOperations.UpdateTenant.With(call.Get(Id)).Json(Body(call)).As(call), Lines, "Changed.")),
        new CliCommand("delete", "Deletes a tenant without domains, and its API keys.", ApiOperations.DeleteTenant) { Id }.Destroys().Runs(async call =>
        {
            await call.RequireAsync($"Delete tenant {call.Get(Id)}?");
            await call.DoAsync(ApiOperations.DeleteTenant.With(call.Get(Id)), $"Deleted tenant {call.Get(Id)}.");
        }),
    };

    private static JsonObject Body(CliCall call, string? member = null, string? value = null)
    {
        var body = new JsonObject();
        if (member is not null)
        {
            body[member] = value;
        }

        if (call.Get(Name) is { } name)
        {
            body["displayName"] = name;
        }

        return body;
    }
}
