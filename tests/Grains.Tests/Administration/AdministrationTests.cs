using System.Security.Cryptography;
using Mail.Contracts.Accounts;
using Mail.Contracts.Catalog;
using Mail.Contracts.Directory;
using Mail.Contracts.Errors;
using Mail.Contracts.Keys;
using Mail.Contracts.Mailboxes;
using Mail.Contracts.Tenants;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Grains.Tests.Administration;

public sealed class AdministrationTests : IAsyncLifetime
{
    private static readonly Guid Someone = Guid.CreateVersion7();
    private TestSilo _silo = null!;

    private IGrainFactory Grains => _silo.Grains;

    private IDirectoryGrain Directory => Grains.GetGrain<IDirectoryGrain>("acme.test");

    private ICatalogGrain Catalog => Grains.GetGrain<ICatalogGrain>(0);

    private IDomainGrain Domain => Grains.GetGrain<IDomainGrain>("acme.test");

    public async Task InitializeAsync()
    {
        _silo = await TestSilo.StartAsync();
        await Grains.GetGrain<ITenantGrain>("acme").CreateAsync("Acme");
        await Domain.PutAsync(new DomainSettings(TenantId.Parse("acme"), null, '+'));
    }

    public Task DisposeAsync() => _silo.DisposeAsync().AsTask();

    [Fact]
    public async Task Tenants_are_listed_and_added_once()
    {
        await Grains.GetGrain<ITenantGrain>("other").AddAsync("Other");
        Assert.Equal([("acme", 1), ("other", 0)], (await Catalog.ListTenantsAsync(null, 10)).Select(t => (t.Id.Value, t.Domains)));
        Assert.Equal(["other"], (await Catalog.ListTenantsAsync("acme", 1)).Select(t => t.DisplayName.ToLowerInvariant()));
        await RefusedAsync(MailErrorCode.AlreadyExists, () => Grains.GetGrain<ITenantGrain>("other").AddAsync("Other"));
        await RefusedAsync(MailErrorCode.Aborted, () => Grains.GetGrain<ITenantGrain>("other").RenameAsync("New", "Old"));
        await Grains.GetGrain<ITenantGrain>("other").RenameAsync("New", "Other");
        Assert.Equal("New", (await Grains.GetGrain<ITenantGrain>("other").GetAsync())!.DisplayName);
    }

    [Fact]
    public async Task A_deleted_account_frees_address_and_mailbox()
    {
        var account = await CreateAsync(Someone);
        var mailbox = Grains.GetGrain<IMailboxGrain>(Someone);
        await mailbox.AppendAsync(new AppendMessage(FolderName.Inbox, new BlobRef(BlobKind.Segment, 1, 1, 10), default, 0, [], null));

        Assert.True(await account.DeleteAsync());
        Assert.False(await account.DeleteAsync());
        Assert.Null(await account.GetAsync());
        Assert.Null(await account.GetCredentialsAsync());
        Assert.Equal(ResolutionKind.UnknownUser, (await Directory.ResolveAsync("a")).Kind);
        await RefusedAsync(MailErrorCode.NotFound, () => mailbox.ListFoldersAsync());
        Assert.Null(await _silo.Storage.Mailboxes.LoadAsync(new AccountId(Someone), CancellationToken.None));

        await CreateAsync(Guid.CreateVersion7());
        Assert.Equal(ResolutionKind.Found, (await Directory.ResolveAsync("a")).Kind);
    }

    [Fact]
    public async Task An_account_is_changed_only_as_it_was_expected()
    {
        var account = await CreateAsync(Someone);
        var before = (await account.GetAsync())!;
        var after = await account.UpdateAsync(new UpdateAccount("New name", false, new MailQuota(1000, 0), null, before));
        Assert.Equal(before with { DisplayName = "New name", Enabled = false, Quota = new MailQuota(1000, 0) }, after);
        Assert.Equal(after, await account.GetAsync());
        Assert.Equal(1000, (await Grains.GetGrain<IMailboxGrain>(Someone).GetUsageAsync()).Quota.MaxBytes);
        await RefusedAsync(MailErrorCode.Aborted, () => account.UpdateAsync(new UpdateAccount("Other", null, null, null, before)));
    }

    [Fact]
    public async Task App_passwords_come_and_go_and_are_bounded()
    {
        var account = await CreateAsync(Someone);
        for (var i = 0; i < 25; i++)
        {
            await account.AddAppPasswordAsync(new AppPassword($"{i}", "phone", DateTimeOffset.UnixEpoch, Verifier()));
        }

        await account.AddAppPasswordAsync(new AppPassword("0", "phone", DateTimeOffset.UnixEpoch, Verifier()));
        await RefusedAsync(
            MailErrorCode.ResourceExhausted, () => account.AddAppPasswordAsync(new AppPassword("more", "x", DateTimeOffset.UnixEpoch, Verifier())));
        Assert.True(await account.RemoveAppPasswordAsync("3"));
        Assert.False(await account.RemoveAppPasswordAsync("3"));
        Assert.Equal(24, (await account.ListAppPasswordsAsync()).Length);
        Assert.Equal(24, (await account.GetCredentialsAsync())!.AppPasswords.Length);
    }

    [Fact]
    public async Task A_domain_goes_only_when_it_is_empty()
    {
        var account = await CreateAsync(Someone);
        await RefusedAsync(MailErrorCode.FailedPrecondition, () => Domain.DeleteAsync());
        Assert.Equal(ResolutionKind.Found, (await Directory.ResolveAsync("a")).Kind);

        await account.DeleteAsync();
        Assert.True(await Domain.DeleteAsync());
        Assert.False(await Domain.DeleteAsync());
        Assert.Equal(ResolutionKind.UnknownDomain, (await Directory.ResolveAsync("a")).Kind);
        Assert.Equal(0, (await Grains.GetGrain<ITenantGrain>("acme").GetAsync())!.Domains);
    }

    [Fact]
    public async Task A_domain_is_one_tenants_until_it_is_deleted()
    {
        await Grains.GetGrain<ITenantGrain>("other").CreateAsync("Other");
        var settings = (await Domain.GetAsync())!;
        var others = settings with { Tenant = TenantId.Parse("other") };
        await RefusedAsync(MailErrorCode.AlreadyExists, () => Domain.PutAsync(others));
        await Domain.DeleteAsync();
        await Domain.PutAsync(others);
        Assert.Equal(others, await Domain.GetAsync());
        Assert.Empty(await Catalog.ListDomainsAsync(TenantId.Parse("acme"), null, 10));
        Assert.Equal([others], (await Catalog.ListDomainsAsync(TenantId.Parse("other"), null, 10)).Select(d => d.Settings));
    }

    [Fact]
    public async Task A_change_that_another_writer_overtook_is_refused_and_the_next_one_sees_that_writers()
    {
        var name = DomainName.Parse("acme.test");
        var before = (await Domain.GetAsync())!;
        var stored = (await _silo.Storage.Domains.FindAsync(name, CancellationToken.None))!;
        await _silo.Storage.Domains.UpdateAsync(stored.Row with { TagDelimiter = '-' }, stored.Version, CancellationToken.None);

        await RefusedAsync(MailErrorCode.Aborted, () => Domain.PutAsync(before with { TagDelimiter = '=' }));
        Assert.Equal('-', (await Domain.GetAsync())!.TagDelimiter);
        await Domain.PutAsync(before with { TagDelimiter = '=' });
        Assert.Equal('=', (await Domain.GetAsync())!.TagDelimiter);

        var account = await CreateAsync(Someone);
        var ann = (await _silo.Storage.Accounts.FindAsync(new AccountId(Someone), CancellationToken.None))!;
        await _silo.Storage.Accounts.UpdateAsync(ann.Row with { DisplayName = "Other" }, ann.Version, CancellationToken.None);
        await RefusedAsync(MailErrorCode.Aborted, () => account.SetEnabledAsync(false));
        Assert.Equal(("Other", true), ((await account.GetAsync())!.DisplayName, (await account.GetAsync())!.Enabled));
        await account.SetEnabledAsync(false);
        Assert.False((await account.GetAsync())!.Enabled);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_unavailable_and_a_lost_answer_is_looked_up()
    {
        _silo.Tenants.IsDown = true;
        await RefusedAsync(MailErrorCode.Unavailable, () => Grains.GetGrain<ITenantGrain>("other").GetAsync());
        await RefusedAsync(MailErrorCode.Unavailable, () => Catalog.ListTenantsAsync(null, 10));
        _silo.Tenants.IsDown = false;
        Assert.Null(await Grains.GetGrain<ITenantGrain>("other").GetAsync());

        _silo.Tenants.LoseNextReply();
        var acme = Grains.GetGrain<ITenantGrain>("acme");
        await RefusedAsync(MailErrorCode.Unavailable, () => acme.RenameAsync("New", "Acme"));
        await acme.RenameAsync("Newer", "New");
        Assert.Equal("Newer", (await acme.GetAsync())!.DisplayName);
    }

    [Fact]
    public async Task Accounts_and_aliases_of_a_domain_are_listed_apart()
    {
        var account = await CreateAsync(Someone);
        await Directory.AddAliasAsync("sales", [EmailAddress.Parse("a@acme.test")]);
        await Directory.AddAliasAsync("info", [EmailAddress.Parse("a@acme.test")]);
        var name = DomainName.Parse("acme.test");
        Assert.Equal([(await account.GetAsync())!], (await Catalog.ListAccountsAsync(name, null, 10)).AsEnumerable());
        Assert.Equal(["info", "sales"], (await Catalog.ListAliasesAsync(name, null, 10)).Select(a => a.Address.LocalPart));
        Assert.Equal(["sales"], (await Catalog.ListAliasesAsync(name, "info", 10)).Select(a => a.Address.LocalPart));
        await account.DeleteAsync();
        Assert.Empty(await Catalog.ListAccountsAsync(name, null, 10));
        await RefusedAsync(MailErrorCode.InvalidArgument, () => Catalog.ListTenantsAsync(null, 0));
        await RefusedAsync(MailErrorCode.InvalidArgument, () => Catalog.ListTenantsAsync(null, 1001));
    }

    [Fact]
    public async Task A_look_up_that_an_address_overtakes_is_not_remembered()
    {
        _silo.Directory.HoldFinds();
        var early = Directory.FindAsync("late");
        await _silo.Directory.Held;
        await Directory.AddAliasAsync("late", [EmailAddress.Parse("x@far.test")]);
        _silo.Directory.LetFindsGo();
        Assert.Null(await early);
        Assert.NotNull(await Directory.FindAsync("late"));
    }

    [Fact]
    public async Task An_address_that_a_domains_end_overtook_is_refused()
    {
        _silo.Directory.HoldAdds();
        var adding = Directory.AddAliasAsync("new", [EmailAddress.Parse("x@far.test")]);
        await _silo.Directory.Held;
        Assert.True(await Domain.DeleteAsync());
        _silo.Directory.LetAddsGo();
        await RefusedAsync(MailErrorCode.NotFound, () => adding);
        Assert.Null(await _silo.Storage.Directory.FindAsync(EmailAddress.Parse("new@acme.test"), CancellationToken.None));
    }

    [Fact]
    public async Task An_account_that_lost_its_address_to_another_is_not_there()
    {
        _silo.Directory.HoldFinds();
        var creating = CreateAsync(Someone);
        await _silo.Directory.Held;
        await Directory.AddAliasAsync("a", [EmailAddress.Parse("x@far.test")]);
        _silo.Directory.LetFindsGo();
        await RefusedAsync(MailErrorCode.AlreadyExists, () => creating);
        Assert.Null(await Grains.GetGrain<IAccountGrain>(Someone).GetAsync());
        Assert.Empty(await Catalog.ListAccountsAsync(DomainName.Parse("acme.test"), null, 10));
    }

    [Fact]
    public async Task A_tenant_goes_only_without_domains_and_its_keys_go_with_it()
    {
        var tenant = Grains.GetGrain<ITenantGrain>("acme");
        var hash = SHA256.HashData("secret"u8);
        var key = Grains.GetGrain<IApiKeyGrain>("k1");
        await key.CreateAsync(new CreateApiKey("ci", TenantId.Parse("acme"), hash, DateTimeOffset.UnixEpoch));
        await RefusedAsync(MailErrorCode.FailedPrecondition, () => tenant.DeleteAsync());
        Assert.NotNull(await key.VerifyAsync(hash));

        await Domain.DeleteAsync();
        Assert.True(await tenant.DeleteAsync());
        Assert.False(await tenant.DeleteAsync());
        Assert.Null(await tenant.GetAsync());
        Assert.Null(await key.VerifyAsync(hash));
        Assert.Empty(await Catalog.ListTenantsAsync(null, 10));
        Assert.Empty(await Catalog.ListApiKeysAsync(TenantId.Parse("acme"), null, 10));
        await RefusedAsync(MailErrorCode.NotFound, () => Domain.PutAsync(new DomainSettings(TenantId.Parse("acme"), null, '+')));

        await tenant.AddAsync("Acme again");
        Assert.Equal(0, (await tenant.GetAsync())!.Domains);
        Assert.Null(await key.VerifyAsync(hash));
    }

    [Fact]
    public async Task An_alias_is_put_with_new_targets_and_never_over_an_account()
    {
        await CreateAsync(Someone);
        Assert.True(await Directory.PutAliasAsync("sales", [EmailAddress.Parse("nobody@acme.test")]));
        Assert.Equal(ResolutionKind.UnknownUser, (await Directory.ResolveAsync("sales")).Kind);
        Assert.False(await Directory.PutAliasAsync("sales", [EmailAddress.Parse("a@acme.test")]));
        Assert.Equal([new AccountId(Someone)], (await Directory.ResolveAsync("sales")).Accounts.AsEnumerable());
        await RefusedAsync(MailErrorCode.AlreadyExists, () => Directory.PutAliasAsync("a", [EmailAddress.Parse("b@acme.test")]));
    }

    [Fact]
    public async Task A_key_works_by_its_hash_until_it_is_revoked()
    {
        var hash = SHA256.HashData("secret"u8);
        var key = Grains.GetGrain<IApiKeyGrain>("k1");
        await key.CreateAsync(new CreateApiKey("ci", TenantId.Parse("acme"), hash, DateTimeOffset.UnixEpoch));
        Assert.Equal("ci", (await key.VerifyAsync(hash))!.Name);
        Assert.Null(await key.VerifyAsync(SHA256.HashData("other"u8)));
        Assert.Null(await Grains.GetGrain<IApiKeyGrain>("k2").VerifyAsync(hash));
        await RefusedAsync(MailErrorCode.AlreadyExists, () => key.CreateAsync(new CreateApiKey("ci", null, hash, DateTimeOffset.UnixEpoch)));
        await RefusedAsync(
            MailErrorCode.NotFound,
            () => Grains.GetGrain<IApiKeyGrain>("k3").CreateAsync(new CreateApiKey("x", TenantId.Parse("nobody"), hash, DateTimeOffset.UnixEpoch)));

        Assert.Equal(["k1"], (await Catalog.ListApiKeysAsync(TenantId.Parse("acme"), null, 10)).Select(k => k.Id));
        Assert.Empty(await Catalog.ListApiKeysAsync(null, null, 10));
        Assert.True(await key.RevokeAsync());
        Assert.False(await key.RevokeAsync());
        Assert.Null(await key.VerifyAsync(hash));
        Assert.Empty(await Catalog.ListApiKeysAsync(TenantId.Parse("acme"), null, 10));
    }

    [Fact]
    public async Task A_key_that_went_without_its_grain_works_for_30_seconds_at_most()
    {
        var hash = SHA256.HashData("secret"u8);
        var key = Grains.GetGrain<IApiKeyGrain>("k1");
        await key.CreateAsync(new CreateApiKey("ci", null, hash, DateTimeOffset.UnixEpoch));
        await _silo.Storage.ApiKeys.DeleteAsync("k1", (await _silo.Storage.ApiKeys.FindAsync("k1", CancellationToken.None))!.Version, CancellationToken.None);
        _silo.Time.Leap(TimeSpan.FromSeconds(31));
        Assert.Null(await key.VerifyAsync(hash));
        Assert.False(await key.RevokeAsync());
        await key.CreateAsync(new CreateApiKey("ci", null, hash, DateTimeOffset.UnixEpoch));
        Assert.NotNull(await key.VerifyAsync(hash));
    }

    [Fact]
    public async Task A_secret_is_kept_once_and_for_ever()
    {
        var grain = Grains.GetGrain<IServerSecretGrain>("test");
        await RefusedAsync(MailErrorCode.InvalidArgument, () => grain.GetOrKeepAsync(new byte[31]));
        var first = SHA256.HashData("first"u8);
        Assert.Equal(first, (await grain.GetOrKeepAsync(first)).ToArray());
        Assert.Equal(first, (await grain.GetOrKeepAsync(SHA256.HashData("second"u8))).ToArray());
        Assert.NotEqual(first, (await Grains.GetGrain<IServerSecretGrain>("other").GetOrKeepAsync(new byte[32])).ToArray());
    }

    [Fact]
    public async Task The_newest_messages_come_first_in_pages()
    {
        await CreateAsync(Someone);
        var mailbox = Grains.GetGrain<IMailboxGrain>(Someone);
        await Task.WhenAll(Enumerable.Range(0, 600).Select(_ => mailbox.AppendAsync(
            new AppendMessage(FolderName.Inbox, new BlobRef(BlobKind.Segment, 1, 1, 10), default, 0, [], null))));
        var inbox = await mailbox.GetFolderAsync(FolderName.Inbox);
        await mailbox.MoveAsync(new CopyMessages(inbox.FolderNo, UidSet.Range(100, 550), FolderName.Parse("Archive")));

        var listed = new List<uint>();
        while (await mailbox.ReadNewestAsync(inbox.FolderNo, listed.Count == 0 ? uint.MaxValue : listed[^1], 40) is { IsEmpty: false } page)
        {
            listed.AddRange(page.Select(e => e.Uid));
        }

        Assert.Equal(Enumerable.Range(551, 50).Concat(Enumerable.Range(1, 99)).Select(i => (uint)i).OrderDescending(), listed);
    }

    private static ScramVerifier Verifier() => new(new byte[16], 4096, new byte[32], new byte[32]);

    private static async Task RefusedAsync(MailErrorCode code, Func<Task> call) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<MailException>(call)).Code);

    private async Task<IAccountGrain> CreateAsync(Guid id)
    {
        var account = Grains.GetGrain<IAccountGrain>(id);
        await account.CreateAsync(new CreateAccount(EmailAddress.Parse("a@acme.test"), "A", Verifier(), MailQuota.Unlimited));
        return account;
    }
}
