using System.CommandLine;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;

namespace Mail.Silo.Cli.Tenants;

/// <summary>The tenant that a command is about.</summary>
internal static class TenantOption
{
    public static readonly Option<string?> Tenant = new("--tenant", "-t")
    {
        Description = "Tenant. Default: $MAIL_TENANT, else the one that fits.", HelpName = "TENANT",
    };

    public static string? Given(CliCall call) => call.Get(Tenant) ?? Environment.GetEnvironmentVariable("MAIL_TENANT") switch
    {
        null or "" => null,
        var named => named,
    };

    /// <summary>The tenant for something new: the only one, if none is named.</summary>
    public static async Task<string> OnlyAsync(CliCall call) => Given(call) ?? (await AllAsync(call) is [var only]
        ? only
        : throw CliException.Usage("There is more than one tenant, or none.", "Name it with --tenant TENANT or $MAIL_TENANT; 'mail tenant list' lists them."));

    /// <summary>The tenant of a domain: looked for, if none is named.</summary>
    public static async Task<string> OfDomainAsync(CliCall call, string domain)
    {
        if (Given(call) is { } named)
        {
            return named;
        }

        foreach (var tenant in await AllAsync(call))
        {
            try
            {
                await call.SendAsync(ApiOperations.GetDomain.With(tenant, domain));
                return tenant;
            }
            catch (RefusedException refusal) when (refusal.Code == "NOT_FOUND")
            {
                // Another tenant's, perhaps.
            }
        }

        throw new CliException(ExitCode.Refused, $"There is no domain '{domain}'.", "'mail domain list' lists those that there are.");
    }

    private static async Task<List<string>> AllAsync(CliCall call)
    {
        var ids = new List<string>();
        try
        {
            await foreach (var tenant in new ItemStream(call, long.MaxValue).FromStart().ReadAsync(ApiOperations.ListTenants.With()))
            {
                ids.Add(Cell.At(tenant, "id").GetString()!);
            }
        }
        catch (RefusedException refusal) when (refusal.Code == "PERMISSION_DENIED")
        {
            throw CliException.Usage("This API key is of one tenant, and may not look which.", "Name the tenant with --tenant TENANT or $MAIL_TENANT.");
        }

        return ids;
    }
}
