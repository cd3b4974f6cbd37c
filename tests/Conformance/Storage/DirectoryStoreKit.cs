using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Storage.Directory;
using Mail.Storage.Rows;

namespace Mail.Conformance.Storage;

/// <summary>What every <see cref="IDirectoryStore"/> must do.</summary>
public abstract class DirectoryStoreKit : StoreKit
{
    [Fact]
    public async Task An_added_address_is_found_after_a_restart()
    {
        var account = Account("Someone@Acme.test");
        var alias = Alias("sales@acme.test", "someone@acme.test", "\"odd one\"@other.test");
        Assert.True(await AddAsync(account));
        Assert.True(await AddAsync(alias));
        await ReopenAsync();

        Same(account, await FindAsync("someone@acme.test"));
        Same(alias, await FindAsync("SALES@acme.test"));
    }

    [Fact]
    public async Task An_unknown_address_is_null()
    {
        await AddAsync(Account("a@acme.test"));
        Assert.Null(await FindAsync("a@other.test"));
        Assert.Null(await FindAsync("b@acme.test"));
    }

    [Fact]
    public async Task An_equal_entry_may_be_added_again_and_another_may_not()
    {
        var account = Account("a@acme.test");
        var alias = Alias("b@acme.test", "a@acme.test", "c@acme.test");
        await AddAsync(account);
        await AddAsync(alias);

        Assert.True(await AddAsync(account));
        Assert.True(await AddAsync(Alias("b@acme.test", "a@acme.test", "c@acme.test")));
        Assert.False(await AddAsync(Account("a@acme.test")));
        Assert.False(await AddAsync(Alias("a@acme.test", "c@acme.test")));
        Assert.False(await AddAsync(Alias("b@acme.test", "a@acme.test")));
        Same(account, await FindAsync("a@acme.test"));
        Same(alias, await FindAsync("b@acme.test"));
    }

    [Fact]
    public async Task Of_many_that_want_one_address_one_gets_it()
    {
        var entries = Enumerable.Range(0, 20).Select(_ => Account("a@acme.test")).ToList();
        var added = await Task.WhenAll(entries.Select(AddAsync));

        Assert.Single(added, true);
        Same(entries[Array.IndexOf(added, true)], await FindAsync("a@acme.test"));
    }

    [Fact]
    public async Task A_removed_address_is_gone_and_free()
    {
        await AddAsync(Account("a@acme.test"));
        Assert.True(await Stores.Directory.RemoveAsync(EmailAddress.Parse("a@acme.test"), None));
        Assert.False(await Stores.Directory.RemoveAsync(EmailAddress.Parse("a@acme.test"), None));
        Assert.Null(await FindAsync("a@acme.test"));
        Assert.True(await AddAsync(Account("a@acme.test")));
    }

    [Fact]
    public async Task A_domain_is_listed_by_local_part_in_pages()
    {
        foreach (var local in new[] { "b", "a-b", "ab", "a", "z", "é" })
        {
            await AddAsync(Account($"{local}@acme.test"));
        }

        await AddAsync(Account("c@other.test"));
        await AddAsync(Alias("aa@acme.test", "b@acme.test"));
        await AddAsync(Alias("y@acme.test", "b@acme.test"));
        Assert.Equal(["aa", "y"], await ListAsync("acme.test", null, 10, AddressKind.Alias));
        Assert.Equal(["y"], await ListAsync("acme.test", "aa", 10, AddressKind.Alias));
        Assert.Equal(["a", "a-b", "ab", "b", "z", "é"], await ListAsync("acme.test", null, 10));
        Assert.Equal(["a", "a-b"], await ListAsync("acme.test", null, 2));
        Assert.Equal(["ab", "b", "z"], await ListAsync("acme.test", "a-b", 3));
        Assert.Empty(await ListAsync("acme.test", "é", 3));
        Assert.Empty(await ListAsync("none.test", null, 3));
    }

    [Fact]
    public async Task Targets_of_an_alias_are_replaced_and_an_account_is_left_alone()
    {
        await AddAsync(Alias("b@acme.test", "a@acme.test"));
        var account = Account("a@acme.test");
        await AddAsync(account);
        var changed = Alias("b@acme.test", "c@acme.test", "d@acme.test");

        Assert.True(await Stores.Directory.ReplaceTargetsAsync(changed, None));
        Assert.False(await Stores.Directory.ReplaceTargetsAsync(Alias("a@acme.test", "c@acme.test"), None));
        Assert.False(await Stores.Directory.ReplaceTargetsAsync(Alias("none@acme.test", "c@acme.test"), None));
        Same(changed, await FindAsync("b@acme.test"));
        Same(account, await FindAsync("a@acme.test"));
        Assert.Null(await FindAsync("none@acme.test"));
    }

    [Fact]
    public async Task An_alias_has_1_to_1000_targets()
    {
        var most = Alias("many@acme.test", [.. Enumerable.Range(0, 1_000).Select(i => $"user{i}@acme.test")]);
        Assert.True(await AddAsync(most));
        Same(most, await FindAsync("many@acme.test"));
        await Assert.ThrowsAsync<ArgumentException>(() => AddAsync(Alias("more@acme.test", [.. Enumerable.Range(0, 1_001).Select(i => $"user{i}@acme.test")])));
        await Assert.ThrowsAsync<ArgumentException>(() => AddAsync(Alias("none@acme.test")));
    }

    [Fact]
    public async Task An_address_needs_its_domain()
    {
        Assert.Equal(InsertionOutcome.NoOwner, await Stores.Directory.AddAsync(Account("a@none.test"), None));
        Assert.Null(await FindAsync("a@none.test"));
    }

    [Fact]
    public async Task A_domain_goes_or_an_address_comes_and_never_both()
    {
        for (var i = 0; i < 30; i++)
        {
            var name = DomainName.Parse($"d{i}.test");
            var version = await Entities.AddDomainAsync(Stores, name, "acme");
            var adding = Task.Run(() => Stores.Directory.AddAsync(Account($"a@{name}"), None).AsTask());
            var deleting = Task.Run(() => Stores.Domains.DeleteAsync(name, version, None).AsTask());
            var isAdded = await adding == InsertionOutcome.Done;
            Assert.Equal(isAdded ? DeletionOutcome.InUse : DeletionOutcome.Done, await deleting);
            Assert.Equal(isAdded, await FindAsync($"a@{name}") is not null);
            Assert.Equal(isAdded, await Stores.Domains.FindAsync(name, None) is not null);
        }
    }

    protected override async Task PrepareAsync()
    {
        await Entities.AddTenantAsync(Stores, "acme");
        await Entities.AddDomainAsync(Stores, DomainName.Parse("acme.test"), "acme");
        await Entities.AddDomainAsync(Stores, DomainName.Parse("other.test"), "acme");
    }

    private static DirectoryEntry Account(string address) =>
        new(EmailAddress.Parse(address), AddressKind.Account, new AccountId(Guid.CreateVersion7()), []);

    private static DirectoryEntry Alias(string address, params string[] targets) =>
        new(EmailAddress.Parse(address), AddressKind.Alias, default, [.. targets.Select(EmailAddress.Parse)]);

    private static void Same(DirectoryEntry expected, DirectoryEntry? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal((expected.Address, expected.Kind, expected.Account), (actual.Address, actual.Kind, actual.Account));
        Assert.Equal(expected.Targets.AsEnumerable(), actual.Targets);
    }

    private async Task<bool> AddAsync(DirectoryEntry entry) => await Stores.Directory.AddAsync(entry, None) == InsertionOutcome.Done;

    private async Task<DirectoryEntry?> FindAsync(string address) => await Stores.Directory.FindAsync(EmailAddress.Parse(address), None);

    private async Task<IEnumerable<string>> ListAsync(string domain, string? after, int most, AddressKind kind = AddressKind.Account) =>
        (await Stores.Directory.ListAsync(DomainName.Parse(domain), kind, after, most, None)).Select(e => e.Address.LocalPart);
}
