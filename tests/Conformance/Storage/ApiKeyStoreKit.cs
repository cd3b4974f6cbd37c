using Mail.Domain.Identity;
using Mail.Storage.Keys;
using Mail.Storage.Rows;

namespace Mail.Conformance.Storage;

/// <summary>What every <see cref="IApiKeyStore"/> must do.</summary>
public abstract class ApiKeyStoreKit : StoreKit
{
    private static readonly TenantId Acme = TenantId.Parse("acme");

    [Fact]
    public async Task A_key_is_there_once_and_after_a_restart()
    {
        Assert.Null(await Stores.ApiKeys.FindAsync("k", None));
        var key = Key("k", Acme) with { CreatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero) };
        var added = await Stores.ApiKeys.InsertAsync(key, 10, None);
        Assert.Equal(InsertionOutcome.Done, added.Outcome);
        Assert.Equal(InsertionOutcome.Exists, (await Stores.ApiKeys.InsertAsync(Key("k", null), 10, None)).Outcome);
        await ReopenAsync();
        var found = (await Stores.ApiKeys.FindAsync("k", None))!;
        Assert.Equal(added.Version, found.Version);
        Assert.Equal(key with { Hash = default }, found.Row with { Hash = default });
        Assert.Equal(key.Hash.ToArray(), found.Row.Hash.ToArray());
    }

    [Fact]
    public async Task A_key_needs_its_tenant()
    {
        Assert.Equal(InsertionOutcome.NoOwner, (await Stores.ApiKeys.InsertAsync(Key("k", TenantId.Parse("none")), 10, None)).Outcome);
        Assert.Null(await Stores.ApiKeys.FindAsync("k", None));
    }

    [Fact]
    public async Task Tenant_and_system_have_a_bound_each()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Stores.ApiKeys.InsertAsync(Key($"k{i}", Acme), 3, None).AsTask()));
        Assert.Equal(3, added.Count(a => a.Outcome == InsertionOutcome.Done));
        Assert.Equal(7, added.Count(a => a.Outcome == InsertionOutcome.TooMany));
        Assert.Equal(InsertionOutcome.Done, (await Stores.ApiKeys.InsertAsync(Key("s1", null), 1, None)).Outcome);
        Assert.Equal(InsertionOutcome.TooMany, (await Stores.ApiKeys.InsertAsync(Key("s2", null), 1, None)).Outcome);
    }

    [Fact]
    public async Task A_removed_key_is_gone_and_another_version_stays()
    {
        var old = (await Stores.ApiKeys.InsertAsync(Key("k", null), 10, None)).Version;
        Assert.True(await Stores.ApiKeys.DeleteAsync("k", old, None));
        Assert.Null(await Stores.ApiKeys.FindAsync("k", None));
        await Stores.ApiKeys.InsertAsync(Key("k", null), 10, None);
        Assert.False(await Stores.ApiKeys.DeleteAsync("k", old, None));
        Assert.NotNull(await Stores.ApiKeys.FindAsync("k", None));
    }

    [Fact]
    public async Task Keys_are_listed_by_owner_and_id_in_pages()
    {
        foreach (var (id, tenant) in new[] { ("b", Acme), ("B", Acme), ("a", Acme), ("c", default(TenantId?)) })
        {
            await Stores.ApiKeys.InsertAsync(Key(id, tenant), 10, None);
        }

        Assert.Equal(["B", "a", "b"], await ListAsync(Acme, null, 10));
        Assert.Equal(["a"], await ListAsync(Acme, "B", 1));
        Assert.Equal(["c"], await ListAsync(null, null, 10));
        Assert.Empty(await ListAsync(null, "c", 10));
    }

    protected override Task PrepareAsync() => Entities.AddTenantAsync(Stores, "acme");

    private static ApiKeyRow Key(string id, TenantId? tenant) => new(id, "ci", tenant, Enumerable.Range(0, 32).Select(i => (byte)i).ToArray(), DateTimeOffset.UnixEpoch);

    private async Task<IEnumerable<string>> ListAsync(TenantId? tenant, string? after, int most) =>
        (await Stores.ApiKeys.ListAsync(tenant, after, most, None)).Select(k => k.Id);
}
