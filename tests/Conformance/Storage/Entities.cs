using Mail.Domain.Auth;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Storage.Accounts;
using Mail.Storage.Domains;
using Mail.Storage.Rows;
using Mail.Storage.Tenants;

namespace Mail.Conformance.Storage;

/// <summary>Tenants, domains and accounts for tests.</summary>
public static class Entities
{
    /// <returns>The version of the new tenant.</returns>
    public static async Task<Guid> AddTenantAsync(StorePorts stores, string id) =>
        (await stores.Tenants.InsertAsync(new TenantRow(TenantId.Parse(id), id), CancellationToken.None))!.Value;

    /// <returns>The version of the new domain.</returns>
    public static async Task<Guid> AddDomainAsync(StorePorts stores, DomainName name, string tenant)
    {
        var added = await stores.Domains.InsertAsync(new DomainRow(name, TenantId.Parse(tenant), null, '+'), 100, CancellationToken.None);
        Assert.Equal(InsertionOutcome.Done, added.Outcome);
        return added.Version;
    }

    public static AccountRow Account(string address) => new(
        new AccountId(Guid.CreateVersion7()), TenantId.Parse("acme"), EmailAddress.Parse(address), address, Verifier(1), new MailQuota(1_000_000, 50));

    /// <summary>A verifier that no password has; another for each number.</summary>
    public static ScramCredentials Verifier(byte number)
    {
        var key = new byte[32];
        key.AsSpan().Fill(number);
        return new ScramCredentials(key.AsMemory(0, 16), 4096 + number, key, key);
    }
}
