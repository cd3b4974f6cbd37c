using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Storage.Domains;
using Mail.Storage.Rows;
using Mail.Storage.Sql;

namespace Mail.Storage.Relational;

/// <summary>Domains, in either dialect.</summary>
internal sealed class DomainStore(ISqlDatabase database, FreshIds ids) : IDomainStore
{
    private const string Columns = "domain, tenant, catch_all, tag_delimiter, version";
    private const string Find = $"SELECT {Columns} FROM mail_state.domains WHERE domain = $1";
    private const string List = $"SELECT {Columns} FROM mail_state.domains WHERE tenant = $1 AND domain > $2 ORDER BY domain LIMIT $3";

    // The numbers are those of InsertionOutcome. Domains of one tenant are added one after the other, so that their number is exact.
    private const string LockTenant = "SELECT 1 FROM mail_state.tenants WHERE tenant = $1 FOR UPDATE";

    private const string Insert = $"""
        INSERT INTO mail_state.domains ({Columns}) SELECT $1, $2, $3, $4, $5 FROM mail_state.tenants
        WHERE tenant = $2 AND (SELECT count(*) FROM mail_state.domains WHERE tenant = $2) < $6
        ON CONFLICT (domain) DO NOTHING
        """;

    private const string Inserted = "SELECT CASE WHEN version = $2 THEN 3 ELSE 2 END FROM mail_state.domains WHERE domain = $1";

    private const string Update = """
        UPDATE mail_state.domains SET catch_all = $2, tag_delimiter = $3, version = $4 WHERE domain = $1 AND version = $5 RETURNING 1
        """;

    // The numbers are those of DeletionOutcome. Addresses are added under a lock that this one excludes, and seen by what follows it.
    private const string Lock = "SELECT 1 FROM mail_state.domains WHERE domain = $1 AND version = $2 FOR UPDATE";

    private const string Delete = """
        DELETE FROM mail_state.domains WHERE domain = $1 AND version = $2
            AND NOT EXISTS (SELECT 1 FROM mail_state.addresses WHERE domain = $1) RETURNING 2
        """;

    public async ValueTask<Versioned<DomainRow>?> FindAsync(DomainName name, CancellationToken cancellation)
    {
        Versioned<DomainRow>? found = null;
        await database.ReadAsync(
            [new SqlStatement(Find, name.Value)], (_, row) => found = new Versioned<DomainRow>(Row(row), row.Uuid(4)), cancellation).ConfigureAwait(false);
        return found;
    }

    public async ValueTask<Insertion> InsertAsync(DomainRow domain, int mostOfTenant, CancellationToken cancellation)
    {
        var version = ids.Next();
        SqlStatement[] statements =
        [
            new(LockTenant, domain.Tenant.Value),
            new(Insert, domain.Name.Value, domain.Tenant.Value, domain.CatchAll?.ToString(), domain.TagDelimiter?.ToString(), version, mostOfTenant),
            new(Inserted, domain.Name.Value, version),
        ];
        var outcome = (InsertionOutcome)await database.DecideAsync(statements, cancellation).ConfigureAwait(false);
        return new Insertion(outcome, outcome == InsertionOutcome.Done ? version : default);
    }

    public async ValueTask<Guid?> UpdateAsync(DomainRow domain, Guid version, CancellationToken cancellation)
    {
        var next = ids.Next();
        var update = new SqlStatement(Update, domain.Name.Value, domain.CatchAll?.ToString(), domain.TagDelimiter?.ToString(), next, version);
        return await database.DecideAsync([update], cancellation).ConfigureAwait(false) == 0 ? null : next;
    }

    public async ValueTask<DeletionOutcome> DeleteAsync(DomainName name, Guid version, CancellationToken cancellation) => (DeletionOutcome)await database
        .DecideAsync([new SqlStatement(Lock, name.Value, version), new SqlStatement(Delete, name.Value, version)], cancellation).ConfigureAwait(false);

    public async ValueTask<ImmutableArray<DomainRow>> ListAsync(TenantId tenant, string? after, int most, CancellationToken cancellation)
    {
        var domains = ImmutableArray.CreateBuilder<DomainRow>();
        var list = new SqlStatement(List, tenant.Value, after ?? "", most);
        await database.ReadAsync([list], (_, row) => domains.Add(Row(row)), cancellation).ConfigureAwait(false);
        return domains.DrainToImmutable();
    }

    private static DomainRow Row(ISqlRow row) => new(
        DomainName.Parse(row.Text(0)),
        TenantId.Parse(row.Text(1)),
        row.IsNull(2) ? null : EmailAddress.Parse(row.Text(2)),
        row.IsNull(3) ? null : row.Text(3)[0]);
}
