using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Storage.Directory;
using Mail.Storage.Rows;
using Mail.Storage.Sql;

namespace Mail.Storage.Relational;

/// <summary>Addresses, in either dialect.</summary>
internal sealed class DirectoryStore(ISqlDatabase database) : IDirectoryStore
{
    private const int MostTargets = 1_000;
    private const string Columns = "domain, local_part, kind, account, targets";
    private const string Find = $"SELECT {Columns} FROM mail_state.addresses WHERE domain = $1 AND local_part = $2";
    private const string List = $"SELECT {Columns} FROM mail_state.addresses WHERE domain = $1 AND kind = $2 AND local_part > $3 ORDER BY local_part LIMIT $4";

    // Whoever deletes the domain waits for this lock and looks for addresses then.
    private const string LockDomain = "SELECT domain FROM mail_state.domains WHERE domain = $1 FOR KEY SHARE";

    private const string Insert = $"""
        INSERT INTO mail_state.addresses ({Columns}) SELECT $1, $2, $3, $4, $5 FROM mail_state.domains WHERE domain = $1
        ON CONFLICT (domain, local_part) DO NOTHING
        """;

    private const string Update = "UPDATE mail_state.addresses SET targets = $4 WHERE domain = $1 AND local_part = $2 AND kind = $3 RETURNING kind";
    private const string Delete = "DELETE FROM mail_state.addresses WHERE domain = $1 AND local_part = $2 RETURNING kind";

    public async ValueTask<DirectoryEntry?> FindAsync(EmailAddress address, CancellationToken cancellation)
    {
        DirectoryEntry? found = null;
        await database.ReadAsync([FindStatement(address)], (_, row) => found = Entry(row), cancellation).ConfigureAwait(false);
        return found;
    }

    public async ValueTask<InsertionOutcome> AddAsync(DirectoryEntry entry, CancellationToken cancellation)
    {
        var targets = StoredTargets(entry);
        var isServed = false;
        DirectoryEntry? stored = null;
        SqlStatement[] statements =
        [
            new(LockDomain, entry.Address.Domain.Value),
            new(Insert, entry.Address.Domain.Value, entry.Address.LocalPart, (long)entry.Kind, entry.Account.Value, targets),
            FindStatement(entry.Address),
        ];
        await database.WriteAsync(statements, row => (isServed, stored) = isServed ? (true, Entry(row)) : (true, null), cancellation).ConfigureAwait(false);
        return !isServed ? InsertionOutcome.NoOwner
            : stored is not null && stored.Kind == entry.Kind && stored.Account == entry.Account && StoredTargets(stored) == targets ? InsertionOutcome.Done
            : InsertionOutcome.Exists;
    }

    public async ValueTask<bool> ReplaceTargetsAsync(DirectoryEntry alias, CancellationToken cancellation)
    {
        var replaced = false;
        var update = new SqlStatement(
            Update, alias.Address.Domain.Value, alias.Address.LocalPart, (long)AddressKind.Alias, StoredTargets(alias));
        await database.WriteAsync([update], _ => replaced = true, cancellation).ConfigureAwait(false);
        return replaced;
    }

    public async ValueTask<bool> RemoveAsync(EmailAddress address, CancellationToken cancellation)
    {
        var removed = false;
        var delete = new SqlStatement(Delete, address.Domain.Value, address.LocalPart);
        await database.WriteAsync([delete], _ => removed = true, cancellation).ConfigureAwait(false);
        return removed;
    }

    public async ValueTask<ImmutableArray<DirectoryEntry>> ListAsync(
        DomainName domain, AddressKind kind, string? after, int most, CancellationToken cancellation)
    {
        var entries = ImmutableArray.CreateBuilder<DirectoryEntry>();
        var list = new SqlStatement(List, domain.Value, (long)kind, after ?? "", most);
        await database.ReadAsync([list], (_, row) => entries.Add(Entry(row)), cancellation).ConfigureAwait(false);
        return entries.DrainToImmutable();
    }

    private static SqlStatement FindStatement(EmailAddress address) => new(Find, address.Domain.Value, address.LocalPart);

    private static DirectoryEntry Entry(ISqlRow row)
    {
        if (!EmailAddress.TryCreate(row.Text(1), DomainName.Parse(row.Text(0)), out var address))
        {
            throw new FormatException($"The stored address '{row.Text(1)}@{row.Text(0)}' is not an address.");
        }

        var targets = row.Text(4) is { Length: > 0 } lines ? lines.Split('\n').Select(EmailAddress.Parse).ToImmutableArray() : [];
        return new DirectoryEntry(address, (AddressKind)row.Number(2), new AccountId(row.Uuid(3)), targets);
    }

    private static string StoredTargets(DirectoryEntry entry)
    {
        if (entry.Kind == AddressKind.Account)
        {
            return "";
        }

        return entry.Targets.Length is > 0 and <= MostTargets
            ? string.Join('\n', entry.Targets)
            : throw new ArgumentException($"Alias {entry.Address} has {entry.Targets.Length} targets; 1 to {MostTargets} are allowed.", nameof(entry));
    }
}
