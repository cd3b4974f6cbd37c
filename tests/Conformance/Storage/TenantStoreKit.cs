using Mail.Domain.Identity;
using Mail.Storage.Keys;
using Mail.Storage.Rows;
using Mail.Storage.Tenants;

namespace Mail.Conformance.Storage;

/// <summary>What every <see cref="ITenantStore"/> must do.</summary>
public abstract class TenantStoreKit : StoreKit
{
    private static readonly TenantId Acme = TenantId.Parse("acme");

    [Fact]
    public async Task A_tenant_is_there_once_and_after_a_restart()
    {
        Assert.Null(await Stores.Tenants.FindAsync(Acme, None));
        var version = await Stores.Tenants.InsertAsync(new TenantRow(Acme, "Acme & söhne"), None);
        Assert.NotNull(version);
        Assert.Null(await Stores.Tenants.InsertAsync(new TenantRow(Acme, "Other"), None));
        await ReopenAsync();
        Assert.Equal(new Versioned<TenantRow>(new TenantRow(Acme, "Acme & söhne"), version.Value), await Stores.Tenants.FindAsync(Acme, None));
    }

    [Fact]
    public async Task A_change_of_what_was_changed_meanwhile_is_refused()
    {
        var first = await Entities.AddTenantAsync(Stores, "acme");
        var second = await Stores.Tenants.UpdateAsync(new TenantRow(Acme, "New"), first, None);
        Assert.NotNull(second);
        Assert.Null(await Stores.Tenants.UpdateAsync(new TenantRow(Acme, "Stale"), first, None));
        Assert.Equal(DeletionOutcome.Stale, (await Stores.Tenants.DeleteAsync(Acme, first, None)).Outcome);
        Assert.Equal(new Versioned<TenantRow>(new TenantRow(Acme, "New"), second.Value), await Stores.Tenants.FindAsync(Acme, None));
    }

    [Fact]
    public async Task Of_many_changes_of_one_version_one_is_made()
    {
        var first = await Entities.AddTenantAsync(Stores, "acme");
        var changes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Stores.Tenants.UpdateAsync(new TenantRow(Acme, $"{i}"), first, None).AsTask()));
        var version = Assert.Single(changes, c => c is not null);
        Assert.Equal(new Versioned<TenantRow>(new TenantRow(Acme, $"{Array.IndexOf(changes, version)}"), version!.Value), await Stores.Tenants.FindAsync(Acme, None));
    }

    [Fact]
    public async Task A_tenant_made_anew_has_none_of_its_old_versions()
    {
        var old = await Entities.AddTenantAsync(Stores, "acme");
        Assert.Equal(DeletionOutcome.Done, (await Stores.Tenants.DeleteAsync(Acme, old, None)).Outcome);
        Assert.Null(await Stores.Tenants.FindAsync(Acme, None));
        Assert.NotEqual(old, await Entities.AddTenantAsync(Stores, "acme"));
        Assert.Equal(DeletionOutcome.Stale, (await Stores.Tenants.DeleteAsync(Acme, old, None)).Outcome);
    }

    [Fact]
    public async Task Tenants_are_listed_by_id_in_pages_with_the_number_of_their_domains()
    {
        foreach (var id in new[] { "b", "a-b", "ab", "a" })
        {
            await Entities.AddTenantAsync(Stores, id);
        }

        await Entities.AddDomainAsync(Stores, DomainName.Parse("one.test"), "ab");
        await Entities.AddDomainAsync(Stores, DomainName.Parse("two.test"), "ab");
        Assert.Equal(
            [("a", 0), ("a-b", 0), ("ab", 2), ("b", 0)],
            (await Stores.Tenants.ListAsync(null, 10, None)).Select(t => (t.Id.Value, t.Domains)));
        Assert.Equal(["a", "a-b"], (await Stores.Tenants.ListAsync(null, 2, None)).Select(t => t.DisplayName));
        Assert.Equal(["ab"], (await Stores.Tenants.ListAsync("a-b", 1, None)).Select(t => t.Id.Value));
        Assert.Empty(await Stores.Tenants.ListAsync("b", 10, None));
        Assert.Equal(2, (await Stores.Tenants.FindAsync(TenantId.Parse("ab"), None))!.Row.Domains);
    }

    [Fact]
    public async Task A_tenant_with_domains_stays_with_its_keys()
    {
        var version = await Entities.AddTenantAsync(Stores, "acme");
        var domain = DomainName.Parse("acme.test");
        var itsVersion = await Entities.AddDomainAsync(Stores, domain, "acme");
        await AddKeyAsync("k2", Acme);
        await AddKeyAsync("k1", Acme);
        await AddKeyAsync("k3", null);

        var refused = await Stores.Tenants.DeleteAsync(Acme, version, None);
        Assert.Equal(DeletionOutcome.InUse, refused.Outcome);
        Assert.Empty(refused.ApiKeys);
        Assert.NotNull(await Stores.ApiKeys.FindAsync("k1", None));

        await Stores.Domains.DeleteAsync(domain, itsVersion, None);
        var done = await Stores.Tenants.DeleteAsync(Acme, version, None);
        Assert.Equal(DeletionOutcome.Done, done.Outcome);
        Assert.Equal(["k1", "k2"], done.ApiKeys.Order());
        Assert.Null(await Stores.ApiKeys.FindAsync("k1", None));
        Assert.NotNull(await Stores.ApiKeys.FindAsync("k3", None));
    }

    [Fact]
    public async Task A_tenant_goes_or_a_domain_and_a_key_come_and_never_both()
    {
        for (var i = 0; i < 30; i++)
        {
            var (id, domain) = ($"t{i}", DomainName.Parse($"d{i}.test"));
            var version = await Entities.AddTenantAsync(Stores, id);
            var adding = Task.Run(() => Stores.Domains.InsertAsync(new(domain, TenantId.Parse(id), null, null), 10, None).AsTask());
            var keying = Task.Run(() => AddKeyAsync(id, TenantId.Parse(id)));
            var deleting = Task.Run(() => Stores.Tenants.DeleteAsync(TenantId.Parse(id), version, None).AsTask());
            var isAdded = (await adding).Outcome == InsertionOutcome.Done;
            await keying;
            Assert.Equal(isAdded ? DeletionOutcome.InUse : DeletionOutcome.Done, (await deleting).Outcome);
            Assert.Equal(isAdded, await Stores.Domains.FindAsync(domain, None) is not null);
            Assert.True(isAdded || await Stores.ApiKeys.FindAsync(id, None) is null);
        }
    }

    private async Task AddKeyAsync(string id, TenantId? tenant) =>
        await Stores.ApiKeys.InsertAsync(new ApiKeyRow(id, id, tenant, new byte[32], DateTimeOffset.UnixEpoch), 100, None);
}
