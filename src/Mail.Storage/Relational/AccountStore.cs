using System.Collections.Immutable;
using Mail.Domain.Auth;
using Mail.Domain.Identity;
using Mail.Storage.Accounts;
using Mail.Storage.Directory;
using Mail.Storage.Rows;
using Mail.Storage.Sql;

namespace Mail.Storage.Relational;

/// <summary>Accounts and their app passwords, in either dialect.</summary>
internal sealed class AccountStore(ISqlDatabase database, FreshIds ids) : IAccountStore
{
    public async ValueTask<StoredAccount?> FindAsync(AccountId id, CancellationToken cancellation)
    {
        AccountRow? found = null;
        var version = Guid.Empty;
        var passwords = ImmutableArray.CreateBuilder<AppPasswordRow>();
        SqlStatement[] statements = [new(AccountSql.Find, id.Value), new(AccountSql.FindAppPasswords, id.Value)];
        await database.ReadAsync(
            statements,
            (statement, row) =>
            {
                if (statement == 0)
                {
                    (found, version) = (Account(row), row.Uuid(AccountSql.VersionColumn));
                }
                else
                {
                    passwords.Add(new AppPasswordRow(row.Text(0), row.Text(1), new DateTimeOffset(row.Number(2), TimeSpan.Zero), Verifier(row, 3)));
                }
            },
            cancellation).ConfigureAwait(false);
        return found is null ? null : new StoredAccount(found, passwords.DrainToImmutable(), version);
    }

    public async ValueTask<Insertion> InsertAsync(AccountRow account, CancellationToken cancellation)
    {
        var version = ids.Next();
        var (id, domain, local) = (account.Id.Value, account.Address.Domain.Value, account.Address.LocalPart);
        SqlStatement[] statements =
        [
            new(AccountSql.LockDomain, domain),
            new(AccountSql.Insert, Values(account, version)),
            new(AccountSql.InsertAddress, domain, local, (long)AddressKind.Account, id, version),
            new(AccountSql.TakeBack, id, version, domain, local),
            new(AccountSql.Inserted, id, version),
        ];
        var outcome = (InsertionOutcome)await database.DecideAsync(statements, cancellation).ConfigureAwait(false);
        return new Insertion(outcome, outcome == InsertionOutcome.Done ? version : default);
    }

    public ValueTask<Guid?> UpdateAsync(AccountRow account, Guid version, CancellationToken cancellation)
    {
        var next = ids.Next();
        return ChangeAsync([new SqlStatement(AccountSql.Update, [.. Values(account, next), version])], next, cancellation);
    }

    public ValueTask<Guid?> AddAppPasswordAsync(AccountId id, AppPasswordRow password, Guid version, CancellationToken cancellation)
    {
        var next = ids.Next();
        var verifier = password.Verifier;
        SqlStatement[] statements =
        [
            new(AccountSql.Touch, id.Value, next, version),
            new(AccountSql.InsertAppPassword, id.Value, next, password.Id, password.Name, password.CreatedAt.UtcTicks,
                verifier.Salt, verifier.Iterations, verifier.StoredKey, verifier.ServerKey),
        ];
        return ChangeAsync(statements, next, cancellation);
    }

    public ValueTask<Guid?> RemoveAppPasswordAsync(AccountId id, string password, Guid version, CancellationToken cancellation)
    {
        var next = ids.Next();
        return ChangeAsync([new(AccountSql.Touch, id.Value, next, version), new(AccountSql.DeleteAppPassword, id.Value, next, password)], next, cancellation);
    }

    public async ValueTask<bool> DeleteAsync(AccountId id, Guid version, CancellationToken cancellation)
    {
        SqlStatement[] statements = [new(AccountSql.Delete, id.Value, version), new(AccountSql.DeleteAppPasswords, id.Value)];
        return await database.DecideAsync(statements, cancellation).ConfigureAwait(false) != 0;
    }

    public async ValueTask<ImmutableArray<AccountRow>> ListAsync(DomainName domain, string? after, int most, CancellationToken cancellation)
    {
        var accounts = ImmutableArray.CreateBuilder<AccountRow>();
        var list = new SqlStatement(AccountSql.List, domain.Value, after ?? "", most);
        await database.ReadAsync([list], (_, row) => accounts.Add(Account(row)), cancellation).ConfigureAwait(false);
        return accounts.DrainToImmutable();
    }

    private static SqlValue[] Values(AccountRow account, Guid version) =>
    [
        account.Id.Value, account.Tenant.Value, account.Address.Domain.Value, account.Address.LocalPart, account.DisplayName,
        account.Verifier.Salt, account.Verifier.Iterations, account.Verifier.StoredKey, account.Verifier.ServerKey,
        account.Quota.MaxBytes, account.Quota.MaxMessages,
        account.Disabled ? 1 : 0, account.CopyToSent ? 1 : 0, account.Deleting ? 1 : 0, version,
    ];

    private static AccountRow Account(ISqlRow row)
    {
        if (!EmailAddress.TryCreate(row.Text(3), DomainName.Parse(row.Text(2)), out var address))
        {
            throw new FormatException($"The stored address '{row.Text(3)}@{row.Text(2)}' is not an address.");
        }

        return new AccountRow(
            new AccountId(row.Uuid(0)), TenantId.Parse(row.Text(1)), address, row.Text(4), Verifier(row, 5), new(row.Number(9), row.Number(10)),
            row.Number(11) != 0, row.Number(12) != 0, row.Number(13) != 0);
    }

    private static ScramCredentials Verifier(ISqlRow row, int first) =>
        new(row.Blob(first), (int)row.Number(first + 1), row.Blob(first + 2), row.Blob(first + 3));

    private async ValueTask<Guid?> ChangeAsync(SqlStatement[] statements, Guid next, CancellationToken cancellation) =>
        await database.DecideAsync(statements, cancellation).ConfigureAwait(false) == 0 ? null : next;
}
