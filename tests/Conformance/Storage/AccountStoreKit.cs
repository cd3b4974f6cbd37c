using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Storage.Accounts;
using Mail.Storage.Directory;
using Mail.Storage.Rows;

namespace Mail.Conformance.Storage;

/// <summary>What every <see cref="IAccountStore"/> must do.</summary>
public abstract class AccountStoreKit : StoreKit
{
    private static readonly DomainName Domain = DomainName.Parse("acme.test");
    private Guid _domain;

    [Fact]
    public async Task An_account_comes_with_its_address_and_is_there_after_a_restart()
    {
        var row = Entities.Account("Ann@acme.test") with { Disabled = true, CopyToSent = true };
        var version = await AddAsync(row);
        await ReopenAsync();
        var found = (await Stores.Accounts.FindAsync(row.Id, None))!;
        Assert.Equal((row, version), (found.Row, found.Version));
        Assert.Empty(found.AppPasswords);
        Assert.Equal(row.Id, (await Stores.Directory.FindAsync(row.Address, None))!.Account);
        Assert.Null(await Stores.Accounts.FindAsync(new AccountId(Guid.CreateVersion7()), None));
    }

    [Fact]
    public async Task An_account_needs_its_domain_and_a_free_address()
    {
        Assert.Equal(InsertionOutcome.NoOwner, await TryAddAsync(Entities.Account("a@none.test")));
        var row = Entities.Account("a@acme.test");
        await AddAsync(row);
        Assert.Equal(InsertionOutcome.Exists, await TryAddAsync(row));
        Assert.Equal(InsertionOutcome.Exists, await TryAddAsync(Entities.Account("b@acme.test") with { Id = row.Id }));
        Assert.Null(await Stores.Directory.FindAsync(EmailAddress.Parse("b@acme.test"), None));

        await Stores.Directory.AddAsync(new DirectoryEntry(EmailAddress.Parse("c@acme.test"), AddressKind.Alias, default, [row.Address]), None);
        var third = Entities.Account("c@acme.test");
        Assert.Equal(InsertionOutcome.Exists, await TryAddAsync(third));
        Assert.Null(await Stores.Accounts.FindAsync(third.Id, None));
    }

    [Fact]
    public async Task Of_many_that_want_one_address_one_gets_it()
    {
        var rows = Enumerable.Range(0, 20).Select(_ => Entities.Account("a@acme.test")).ToList();
        var outcomes = await Task.WhenAll(rows.Select(TryAddAsync));
        Assert.Single(outcomes, InsertionOutcome.Done);
        var winner = rows[Array.IndexOf(outcomes, InsertionOutcome.Done)];
        Assert.Equal([winner], (await Stores.Accounts.ListAsync(Domain, null, 100, None)).AsEnumerable());
        Assert.Equal(winner.Id, (await Stores.Directory.FindAsync(winner.Address, None))!.Account);
    }

    [Fact]
    public async Task A_domain_goes_or_an_account_comes_and_never_both()
    {
        for (var i = 0; i < 30; i++)
        {
            var name = DomainName.Parse($"d{i}.test");
            var version = await Entities.AddDomainAsync(Stores, name, "acme");
            var row = Entities.Account($"a@{name}");
            var adding = Task.Run(() => TryAddAsync(row));
            var deleting = Task.Run(() => Stores.Domains.DeleteAsync(name, version, None).AsTask());
            var isAdded = await adding == InsertionOutcome.Done;
            Assert.Equal(isAdded ? DeletionOutcome.InUse : DeletionOutcome.Done, await deleting);
            Assert.Equal(isAdded, await Stores.Accounts.FindAsync(row.Id, None) is not null);
        }
    }

    [Fact]
    public async Task A_change_of_what_was_changed_meanwhile_is_refused()
    {
        var row = Entities.Account("a@acme.test");
        var first = await AddAsync(row);
        var changed = row with
        {
            DisplayName = "New", Verifier = Entities.Verifier(2), Quota = new MailQuota(5, 6), Disabled = true, CopyToSent = true, Deleting = true,
        };
        var second = await Stores.Accounts.UpdateAsync(changed, first, None);
        Assert.NotNull(second);
        Assert.Null(await Stores.Accounts.UpdateAsync(row, first, None));
        Assert.Null(await Stores.Accounts.AddAppPasswordAsync(row.Id, Password("p"), first, None));
        Assert.Null(await Stores.Accounts.RemoveAppPasswordAsync(row.Id, "p", first, None));
        Assert.False(await Stores.Accounts.DeleteAsync(row.Id, first, None));
        var found = (await Stores.Accounts.FindAsync(row.Id, None))!;
        Assert.Equal((changed, second.Value, 0), (found.Row, found.Version, found.AppPasswords.Length));
    }

    [Fact]
    public async Task App_passwords_come_and_go_by_id_and_with_the_account()
    {
        var row = Entities.Account("a@acme.test");
        var version = await AddAsync(row);
        version = (await Stores.Accounts.AddAppPasswordAsync(row.Id, Password("q"), version, None))!.Value;
        version = (await Stores.Accounts.AddAppPasswordAsync(row.Id, Password("p"), version, None))!.Value;
        var found = (await Stores.Accounts.FindAsync(row.Id, None))!;
        Assert.Equal([Password("p"), Password("q")], found.AppPasswords.AsEnumerable());
        Assert.Equal(version, found.Version);

        version = (await Stores.Accounts.RemoveAppPasswordAsync(row.Id, "p", version, None))!.Value;
        Assert.Equal(["q"], (await Stores.Accounts.FindAsync(row.Id, None))!.AppPasswords.Select(p => p.Id));

        Assert.True(await Stores.Accounts.DeleteAsync(row.Id, version, None));
        Assert.Null(await Stores.Accounts.FindAsync(row.Id, None));
        await Stores.Directory.RemoveAsync(row.Address, None);
        await AddAsync(row);
        Assert.Empty((await Stores.Accounts.FindAsync(row.Id, None))!.AppPasswords);
    }

    [Fact]
    public async Task Accounts_of_a_domain_are_listed_by_local_part_in_pages()
    {
        foreach (var local in new[] { "b", "a-b", "ab", "a", "é" })
        {
            await AddAsync(Entities.Account($"{local}@acme.test"));
        }

        var leaving = Entities.Account("gone@acme.test");
        await Stores.Accounts.UpdateAsync(leaving with { Deleting = true }, await AddAsync(leaving), None);
        await Entities.AddDomainAsync(Stores, DomainName.Parse("other.test"), "acme");
        await AddAsync(Entities.Account("c@other.test"));
        Assert.Equal(["a", "a-b", "ab", "b", "é"], await ListAsync(null, 10));
        Assert.Equal(["ab", "b"], await ListAsync("a-b", 2));
        Assert.Empty(await ListAsync("é", 2));
    }

    [Fact]
    public async Task The_address_of_an_account_that_is_being_deleted_is_free_once_the_directory_says_so()
    {
        var leaving = Entities.Account("a@acme.test");
        await Stores.Accounts.UpdateAsync(leaving with { Deleting = true }, await AddAsync(leaving), None);
        Assert.Equal(InsertionOutcome.Exists, await TryAddAsync(Entities.Account("a@acme.test")));
        await Stores.Directory.RemoveAsync(leaving.Address, None);
        var next = Entities.Account("a@acme.test");
        await AddAsync(next);
        Assert.Equal([next], (await Stores.Accounts.ListAsync(Domain, null, 10, None)).AsEnumerable());
        Assert.Equal(DeletionOutcome.InUse, await Stores.Domains.DeleteAsync(Domain, _domain, None));
    }

    protected override async Task PrepareAsync()
    {
        await Entities.AddTenantAsync(Stores, "acme");
        _domain = await Entities.AddDomainAsync(Stores, Domain, "acme");
    }

    private static AppPasswordRow Password(string id) => new(id, "phone", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Entities.Verifier(7));

    private async Task<InsertionOutcome> TryAddAsync(AccountRow row) => (await Stores.Accounts.InsertAsync(row, None)).Outcome;

    private async Task<Guid> AddAsync(AccountRow row)
    {
        var added = await Stores.Accounts.InsertAsync(row, None);
        Assert.Equal(InsertionOutcome.Done, added.Outcome);
        return added.Version;
    }

    private async Task<IEnumerable<string>> ListAsync(string? after, int most) =>
        (await Stores.Accounts.ListAsync(Domain, after, most, None)).Select(a => a.Address.LocalPart);
}
