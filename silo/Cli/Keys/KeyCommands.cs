using System.CommandLine;
using System.Text.Json.Nodes;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;
using Mail.Silo.Cli.Tenants;

namespace Mail.Silo.Cli.Keys;

/// <summary><c>mail key</c>: of the system, or with <c>--tenant</c> of a tenant.</summary>
internal static class KeyCommands
{
    private static readonly Argument<string> Id = new("key") { Description = "Public part of the key, as 'list' shows it.", HelpName = "KEY" };
    private static readonly Option<string> Name = new("--name") { Description = "Name for people, such as what it is for.", HelpName = "TEXT", Required = true };
    private static readonly Option<string?> Tenant = new("--tenant", "-t") { Description = "Keys of this tenant. Default: of the system.", HelpName = "TENANT" };

    private static readonly IReadOnlyList<Column> Row =
        [Column.Of("KEY", "id"), Column.Of("NAME", "name"), Column.Of("TENANT", "tenant"), Column.Time("CREATED", "createdAt")];

    private static readonly IReadOnlyList<Column> Lines =
    [
        Column.Of("Key", "id"), Column.Of("Name", "name"), Column.Of("Tenant", "tenant"), Column.Time("Created", "createdAt"), Column.Of("API key", "key"),
    ];

    public static Command Create()
    {
        var revoke = new CliCommand("revoke", "Revokes an API key: it works no more.", ApiOperations.RevokeApiKey, ApiOperations.RevokeTenantApiKey) { Id, Tenant }
            .Destroys().Runs(async call =>
            {
                await call.RequireAsync($"Revoke key {call.Get(Id)}?");
                await call.DoAsync(Of(call, ApiOperations.RevokeApiKey, ApiOperations.RevokeTenantApiKey, call.Get(Id)), $"Revoked key {call.Get(Id)}.");
            });
        revoke.Aliases.Add("delete");
        return new Command("key", "Credentials of the API.")
        {
            new CliCommand("list", "Lists API keys, without their secrets.", ApiOperations.ListApiKeys, ApiOperations.ListTenantApiKeys) { Tenant }.Paged()
                .Runs(call => call.ListAsync(Of(call, ApiOperations.ListApiKeys, ApiOperations.ListTenantApiKeys), Row, "There are no keys.")),
            new CliCommand("create", "Creates an API key. It is shown this once.", ApiOperations.CreateApiKey, ApiOperations.CreateTenantApiKey) { Name, Tenant }.Once()
                .Runs(call => call.ShowAsync(
                    Of(call, ApiOperations.CreateApiKey, ApiOperations.CreateTenantApiKey).Json(new JsonObject { ["name"] = call.Get(Name) }).As(call),
                    Lines, "Created. Keep the API key now: it is not shown again.")),
            revoke,
        };
    }

    private static ApiRequest Of(CliCall call, ApiOperation system, ApiOperation tenant, params string[] rest) =>
        call.Get(Tenant) is { } named ? tenant.With([named, .. rest]) : system.With(rest);
}
