using Mail.Domain.Identity;
using Mail.Storage.Directory;
using Mail.Storage.Domains;
using Mail.Storage.Rows;

namespace Mail.Conformance.Storage;

/// <summary>What every <see cref="IDomainStore"/> must do.</summary>
public abstract class DomainStoreKit : StoreKit
{
    private static readonly DomainName Name = DomainName.Parse("acme.test");

    [Fact]
    public async Task A_domain_is_there_once_and_after_a_restart()
    {
        Assert.Null(await Stores.Domains.FindAsync(Name, None));
        var row = Row("acme.test") with { CatchAll = EmailAddress.Parse("\"odd one\"@other.test"), TagDelimiter = '-' };
        var added = await Stores.Domains.InsertAsync(row, 10, None);
        Assert.Equal(InsertionOutcome.Done, added.Outcome);
        Assert.Equal(InsertionOutcome.Exists, (await Stores.Domains.InsertAsync(row, 10, None)).Outcome);
        Assert.Equal(InsertionOutcome.Exists, (await Stores.Domains.InsertAsync(row with { Tenant = TenantId.Parse("other") }, 10, None)).Outcome);
        await ReopenAsync();
        Assert.Equal(new Versioned<DomainRow>(row, added.Version), await Stores.Domains.FindAsync(Name, None));
    }

    [Fact]
    public async Task A_domain_needs_its_tenant_which_has_a_bound()
    {
        Assert.Equal(new Insertion(InsertionOutcome.NoOwner, default), await Stores.Domains.InsertAsync(Row("a.test") with { Tenant = TenantId.Parse("none") }, 10, None));
        var added = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Stores.Domains.InsertAsync(Row($"d{i}.test"), 3, None).AsTask()));
        Assert.Equal(3, added.Count(a => a.Outcome == InsertionOutcome.Done));
        Assert.Equal(7, added.Count(a => a.Outcome == InsertionOutcome.TooMany));
        Assert.Equal(3, (await Stores.Domains.ListAsync(TenantId.Parse("acme"), null, 10, None)).Length);
        Assert.Equal(InsertionOutcome.Done, (await Stores.Domains.InsertAsync(Row("a.test") with { Tenant = TenantId.Parse("other") }, 3, None)).Outcome);
    }

    [Fact]
    public async Task Of_many_that_want_one_domain_one_gets_it()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Stores.Domains.InsertAsync(
            Row("acme.test") with { Tenant = TenantId.Parse(i % 2 == 0 ? "acme" : "other") }, 10, None).AsTask()));
        var winner = Assert.Single(added, a => a.Outcome == InsertionOutcome.Done);
        Assert.Equal(19, added.Count(a => a.Outcome == InsertionOutcome.Exists));
        Assert.Equal(winner.Version, (await Stores.Domains.FindAsync(Name, None))!.Version);
    }

    [Fact]
    public async Task A_change_of_what_was_changed_meanwhile_is_refused()
    {
        var first = await Entities.AddDomainAsync(Stores, Name, "acme");
        var changed = Row("acme.test") with { CatchAll = EmailAddress.Parse("a@acme.test") };
        var second = await Stores.Domains.UpdateAsync(changed, first, None);
        Assert.NotNull(second);
        Assert.Null(await Stores.Domains.UpdateAsync(Row("acme.test"), first, None));
        Assert.Equal(DeletionOutcome.Stale, await Stores.Domains.DeleteAsync(Name, first, None));
        Assert.Equal(new Versioned<DomainRow>(changed, second.Value), await Stores.Domains.FindAsync(Name, None));
    }

    [Fact]
    public async Task A_domain_with_addresses_stays()
    {
        var version = await Entities.AddDomainAsync(Stores, Name, "acme");
        var address = EmailAddress.Parse("a@acme.test");
        await Stores.Directory.AddAsync(new DirectoryEntry(address, AddressKind.Alias, default, [EmailAddress.Parse("b@far.test")]), None);
        Assert.Equal(DeletionOutcome.InUse, await Stores.Domains.DeleteAsync(Name, version, None));
        await Stores.Directory.RemoveAsync(address, None);
        Assert.Equal(DeletionOutcome.Done, await Stores.Domains.DeleteAsync(Name, version, None));
        Assert.Equal(DeletionOutcome.Stale, await Stores.Domains.DeleteAsync(Name, version, None));
        Assert.Null(await Stores.Domains.FindAsync(Name, None));
    }

    [Fact]
    public async Task Domains_of_a_tenant_are_listed_by_name_in_pages()
    {
        foreach (var name in new[] { "b.test", "a-b.test", "ab.test", "a.test" })
        {
            await Stores.Domains.InsertAsync(Row(name), 10, None);
        }

        await Stores.Domains.InsertAsync(Row("c.test") with { Tenant = TenantId.Parse("other") }, 10, None);
        Assert.Equal(["a-b.test", "a.test", "ab.test", "b.test"], await ListAsync("acme", null, 10));
        Assert.Equal(["a.test", "ab.test"], await ListAsync("acme", "a-b.test", 2));
        Assert.Equal(["c.test"], await ListAsync("other", null, 10));
        Assert.Empty(await ListAsync("acme", "b.test", 10));
    }

    protected override async Task PrepareAsync()
    {
        await Entities.AddTenantAsync(Stores, "acme");
        await Entities.AddTenantAsync(Stores, "other");
    }

    private static DomainRow Row(string name) => new(DomainName.Parse(name), TenantId.Parse("acme"), null, null);

    private async Task<IEnumerable<string>> ListAsync(string tenant, string? after, int most) =>
        (await Stores.Domains.ListAsync(TenantId.Parse(tenant), after, most, None)).Select(d => d.Name.Value);
}
