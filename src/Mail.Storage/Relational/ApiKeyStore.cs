using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Storage.Keys;
using Mail.Storage.Rows;
using Mail.Storage.Sql;

namespace Mail.Storage.Relational;

/// <summary>API keys, in either dialect. A key of the system has the tenant <c>''</c>.</summary>
internal sealed class ApiKeyStore(ISqlDatabase database, FreshIds ids) : IApiKeyStore
{
    private const string Columns = "id, tenant, name, hash, created_ticks, version";
    private const string Find = $"SELECT {Columns} FROM mail_state.api_keys WHERE id = $1";
    private const string List = $"SELECT {Columns} FROM mail_state.api_keys WHERE tenant = $1 AND id > $2 ORDER BY id LIMIT $3";

    // The numbers are those of InsertionOutcome. The lock keeps the tenant until the key is there, and keeps the number of its keys exact.
    private const string LockTenant = "SELECT 1 FROM mail_state.tenants WHERE tenant = $1 FOR UPDATE";
    private const string SystemIsThere = "SELECT 1";

    private const string Insert = $"""
        INSERT INTO mail_state.api_keys ({Columns}) SELECT $1, $2, $3, $4, $5, $6
        WHERE ($2 = '' OR EXISTS (SELECT 1 FROM mail_state.tenants WHERE tenant = $2))
            AND (SELECT count(*) FROM mail_state.api_keys WHERE tenant = $2) < $7
        ON CONFLICT (id) DO NOTHING
        """;

    private const string Inserted = "SELECT CASE WHEN version = $2 THEN 3 ELSE 2 END FROM mail_state.api_keys WHERE id = $1";
    private const string Delete = "DELETE FROM mail_state.api_keys WHERE id = $1 AND version = $2 RETURNING 1";

    public async ValueTask<Versioned<ApiKeyRow>?> FindAsync(string id, CancellationToken cancellation)
    {
        Versioned<ApiKeyRow>? found = null;
        await database.ReadAsync(
            [new SqlStatement(Find, id)], (_, row) => found = new Versioned<ApiKeyRow>(Row(row), row.Uuid(5)), cancellation).ConfigureAwait(false);
        return found;
    }

    public async ValueTask<Insertion> InsertAsync(ApiKeyRow key, int mostOfOwner, CancellationToken cancellation)
    {
        var version = ids.Next();
        var owner = Owner(key.Tenant);
        SqlStatement[] statements =
        [
            key.Tenant is null ? new(SystemIsThere) : new(LockTenant, owner),
            new(Insert, key.Id, owner, key.Name, key.Hash, key.CreatedAt.UtcTicks, version, mostOfOwner),
            new(Inserted, key.Id, version),
        ];
        var outcome = (InsertionOutcome)await database.DecideAsync(statements, cancellation).ConfigureAwait(false);
        return new Insertion(outcome, outcome == InsertionOutcome.Done ? version : default);
    }

    public async ValueTask<bool> DeleteAsync(string id, Guid version, CancellationToken cancellation) =>
        await database.DecideAsync([new SqlStatement(Delete, id, version)], cancellation).ConfigureAwait(false) != 0;

    public async ValueTask<ImmutableArray<ApiKeyRow>> ListAsync(TenantId? tenant, string? after, int most, CancellationToken cancellation)
    {
        var keys = ImmutableArray.CreateBuilder<ApiKeyRow>();
        var list = new SqlStatement(List, Owner(tenant), after ?? "", most);
        await database.ReadAsync([list], (_, row) => keys.Add(Row(row)), cancellation).ConfigureAwait(false);
        return keys.DrainToImmutable();
    }

    private static string Owner(TenantId? tenant) => tenant?.Value ?? "";

    private static ApiKeyRow Row(ISqlRow row) => new(
        row.Text(0),
        row.Text(2),
        row.Text(1) is { Length: > 0 } tenant ? TenantId.Parse(tenant) : null,
        row.Blob(3),
        new DateTimeOffset(row.Number(4), TimeSpan.Zero));
}
