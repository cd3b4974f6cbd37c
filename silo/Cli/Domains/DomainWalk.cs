using System.Text.Json;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;

namespace Mail.Silo.Cli.Domains;

/// <summary>Goes through all tenants and their domains, for lists that name none.</summary>
internal static class DomainWalk
{
    /// <summary>A list of each tenant, one behind the other.</summary>
    public static async IAsyncEnumerable<JsonElement> OfEachTenantAsync(CliCall call, ItemStream items, ApiOperation operation)
    {
        RefuseCursor(call);
        await foreach (var tenant in new ItemStream(call, long.MaxValue).ReadAsync(ApiOperations.ListTenants.With()))
        {
            await foreach (var item in items.ReadAsync(operation.With(Cell.At(tenant, "id").GetString()!)))
            {
                yield return item;
            }

            if (items.HasMore)
            {
                yield break;
            }
        }
    }

    /// <summary>A list of each domain, one behind the other.</summary>
    public static async IAsyncEnumerable<JsonElement> OfEachAsync(CliCall call, ItemStream items, ApiOperation operation)
    {
        await foreach (var domain in OfEachTenantAsync(call, new ItemStream(call, long.MaxValue), ApiOperations.ListDomains))
        {
            await foreach (var item in items.ReadAsync(operation.With(Cell.At(domain, "name").GetString()!)))
            {
                yield return item;
            }

            if (items.HasMore)
            {
                yield break;
            }
        }
    }

    private static void RefuseCursor(CliCall call)
    {
        if (call.Get(ItemStream.Cursor) is not null)
        {
            throw CliException.Usage("--cursor goes on in one list: name it with --tenant or --domain.");
        }
    }
}
