using System.Globalization;
using System.Security.Cryptography;
using Mail.Contracts.Accounts;
using Mail.Contracts.Directory;
using Mail.Contracts.Tenants;
using Mail.Domain.Auth;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Silo.Demo;

/// <summary>Tenant, domain and users to try things with. Repeating it changes nothing; it asks no DNS.</summary>
internal sealed class DemoSetup(IGrainFactory grains, TimeProvider time, int iterations)
{
    public const string Tenant = "demo";
    public const string Domain = "demo.test";
    public const string Password = "demo-password";
    private const int AtOnce = 32;

    public async Task RunAsync(int moreUsers, CancellationToken cancellation)
    {
        var tenant = TenantId.Parse(Tenant);
        await grains.GetGrain<ITenantGrain>(Tenant).CreateAsync("Demo");
        await grains.GetGrain<IDomainGrain>(Domain).PutAsync(new DomainSettings(tenant, CatchAll: null, TagDelimiter: '+'));

        // One verifier for all: the password is no secret, and a thousand users should not cost a thousand PBKDF2 runs.
        var verifier = NewVerifier();
        var users = Enumerable.Range(0, moreUsers).Select(i => "user" + i.ToString(CultureInfo.InvariantCulture));
        await Parallel.ForEachAsync(
            ((string[])["alice", "bob"]).Concat(users),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (user, _) => await CreateAsync(user, verifier));
    }

    private ScramVerifier NewVerifier()
    {
        var salt = RandomNumberGenerator.GetBytes(ScramCredentials.DefaultSaltLength);
        return ScramCredentials.TryCreate(Password, salt, iterations, out var made)
            ? new ScramVerifier(made.Salt, made.Iterations, made.StoredKey, made.ServerKey)
            : throw new InvalidOperationException("The demo password does not pass SASLprep.");
    }

    private async Task CreateAsync(string user, ScramVerifier verifier)
    {
        if (await grains.GetGrain<IDirectoryGrain>(Domain).FindAsync(user) is not null)
        {
            return;
        }

        var account = Uuid7.Create(time.GetUtcNow(), RandomNumberGenerator.GetBytes(10));
        await grains.GetGrain<IAccountGrain>(account).CreateAsync(new CreateAccount(
            EmailAddress.Parse($"{user}@{Domain}"), DisplayName(user), verifier, MailQuota.Unlimited));
    }

    private static string DisplayName(string user) => char.ToUpperInvariant(user[0]) + user[1..];
}
