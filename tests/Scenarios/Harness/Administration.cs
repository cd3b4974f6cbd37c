using Mail.Contracts.Accounts;
using Mail.Contracts.Directory;
using Mail.Contracts.Tenants;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Scenarios.Harness;

/// <summary>What an administrator changes, through the same grains.</summary>
internal static class Administration
{
    public static async Task<AccountId> AccountAsync(this TestServer server, string address)
    {
        var found = await Directory(server).ResolveAsync(address.Split('@')[0]);
        return Assert.Single(found.Accounts);
    }

    public static async Task SetQuotaAsync(this TestServer server, string address, long bytes) =>
        await Grains(server).GetGrain<IAccountGrain>((await server.AccountAsync(address)).Value).SetQuotaAsync(new MailQuota(bytes, 0));

    public static Task AddAliasAsync(this TestServer server, string local, params string[] targets) =>
        Directory(server).AddAliasAsync(local, [.. targets.Select(EmailAddress.Parse)]);

    public static Task SetCatchAllAsync(this TestServer server, string address) => Grains(server).GetGrain<IDomainGrain>("demo.test")
        .PutAsync(new DomainSettings(TenantId.Parse("demo"), EmailAddress.Parse(address), '+'));

    public static IGrainFactory Grains(this TestServer server) => server.Services.GetRequiredService<IGrainFactory>();

    private static IDirectoryGrain Directory(TestServer server) => Grains(server).GetGrain<IDirectoryGrain>("demo.test");
}
