using System.CommandLine;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;

namespace Mail.Silo.Cli.Audit;

/// <summary><c>mail audit</c>: who changed what.</summary>
internal static class AuditCommands
{
    private static readonly Option<string?> Tenant = new("--tenant", "-t") { Description = "Only what was changed in this tenant.", HelpName = "TENANT" };

    private static readonly IReadOnlyList<Column> Row =
    [
        Column.Time("AT", "at"), Column.Of("ACTOR", "actor"), Column.Of("FROM", "address"), Column.Of("ACTION", "action"), Column.Of("OUTCOME", "outcome"),
        Column.Of("TENANT", "tenant"), Column.Of("SUBJECT", "subject"), Column.Of("CORRELATION", "correlationId"),
    ];

    public static Command Create() => new("audit", "Who changed what.")
    {
        new CliCommand("list", "Lists changes.", ApiOperations.ListAudit, ApiOperations.ListTenantAudit) { Tenant }.Paged().Runs(call => call.ListAsync(
            call.Get(Tenant) is { } tenant ? ApiOperations.ListTenantAudit.With(tenant) : ApiOperations.ListAudit.With(), Row, "Nothing was changed.")),
    };
}
