using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Storage.Rows;
using Mail.Storage.Sql;
using Mail.Storage.Tenants;

namespace Mail.Storage.Relational;

/// <summary>Tenants, in either dialect.</summary>
internal sealed class TenantStore(ISqlDatabase database, FreshIds ids) : ITenantStore
{
    private const string Columns =
        "t.tenant, t.display_name, (SELECT count(*) FROM mail_state.domains d WHERE d.tenant = t.tenant) AS domains, t.version";

    private const string Find = $"SELECT {Columns} FROM mail_state.tenants t WHERE t.tenant = $1";
    private const string List = $"SELECT {Columns} FROM mail_state.tenants t WHERE t.tenant > $1 ORDER BY t.tenant LIMIT $2";
    private const string Insert = "INSERT INTO mail_state.tenants (tenant, display_name, version) VALUES ($1, $2, $3) ON CONFLICT (tenant) DO NOTHING RETURNING 1";
    private const string Update = "UPDATE mail_state.tenants SET display_name = $2, version = $3 WHERE tenant = $1 AND version = $4 RETURNING 1";

    // Domains and keys are added under a lock of this row; what was added before it is given is seen by the statements that follow.
    private const string Lock = "SELECT 1, '' FROM mail_state.tenants WHERE tenant = $1 AND version = $2 FOR UPDATE";
    private const string IsFree = "AND NOT EXISTS (SELECT 1 FROM mail_state.domains WHERE tenant = $1)";

    private const string DeleteKeys = $"""
        DELETE FROM mail_state.api_keys WHERE tenant = $1
            AND EXISTS (SELECT 1 FROM mail_state.tenants WHERE tenant = $1 AND version = $2) {IsFree} RETURNING 1, id
        """;

    private const string Delete = $"DELETE FROM mail_state.tenants WHERE tenant = $1 AND version = $2 {IsFree} RETURNING 2, ''";

    public async ValueTask<Versioned<TenantRow>?> FindAsync(TenantId id, CancellationToken cancellation)
    {
        Versioned<TenantRow>? found = null;
        await database.ReadAsync(
            [new SqlStatement(Find, id.Value)], (_, row) => found = new Versioned<TenantRow>(Row(row), row.Uuid(3)), cancellation).ConfigureAwait(false);
        return found;
    }

    public async ValueTask<Guid?> InsertAsync(TenantRow tenant, CancellationToken cancellation)
    {
        var version = ids.Next();
        var done = await database.DecideAsync([new SqlStatement(Insert, tenant.Id.Value, tenant.DisplayName, version)], cancellation).ConfigureAwait(false);
        return done == 0 ? null : version;
    }

    public async ValueTask<Guid?> UpdateAsync(TenantRow tenant, Guid version, CancellationToken cancellation)
    {
        var next = ids.Next();
        var update = new SqlStatement(Update, tenant.Id.Value, tenant.DisplayName, next, version);
        return await database.DecideAsync([update], cancellation).ConfigureAwait(false) == 0 ? null : next;
    }

    public async ValueTask<TenantDeletion> DeleteAsync(TenantId id, Guid version, CancellationToken cancellation)
    {
        var outcome = DeletionOutcome.Stale;
        var keys = ImmutableArray.CreateBuilder<string>();
        SqlStatement[] statements = [new(Lock, id.Value, version), new(DeleteKeys, id.Value, version), new(Delete, id.Value, version)];
        await database.WriteAsync(
            statements,
            row =>
            {
                outcome = (DeletionOutcome)row.Number(0);
                if (row.Text(1) is { Length: > 0 } key)
                {
                    keys.Add(key);
                }
            },
            cancellation).ConfigureAwait(false);
        return new TenantDeletion(outcome, keys.DrainToImmutable());
    }

    public async ValueTask<ImmutableArray<TenantRow>> ListAsync(string? after, int most, CancellationToken cancellation)
    {
        var tenants = ImmutableArray.CreateBuilder<TenantRow>();
        await database.ReadAsync([new SqlStatement(List, after ?? "", most)], (_, row) => tenants.Add(Row(row)), cancellation).ConfigureAwait(false);
        return tenants.DrainToImmutable();
    }

    private static TenantRow Row(ISqlRow row) => new(TenantId.Parse(row.Text(0)), row.Text(1), (int)row.Number(2));
}
