using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Mail.Domain.Identity;
using Mail.Gateway.Auth;
using Mail.Gateway.Tests.Fakes;
using Mail.Gateway.Tests.Imap.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;

namespace Mail.Gateway.Tests.Auth;

public sealed class SaslLoginTests : IDisposable
{
    private const string Ann = "ann@here.example";
    private static readonly IPAddress Client = IPAddress.Parse("192.0.2.1");

    private readonly IGrainFactory _grains;
    private readonly LoginThrottle _throttle = new(
        new LoginThrottleOptions { FailuresPerAccount = 2, FailuresPerAddress = 1_000 }, new ManualTime(), NullLogger<LoginThrottle>.Instance);

    private readonly PasswordCheck _passwords = new(new PasswordCheckOptions { Iterations = 5_000 }, new ManualTime());

    public SaslLoginTests()
    {
        (_grains, var fake) = FakeGrains.Create();
        var account = new AccountId(Guid.CreateVersion7());
        fake.Add(account.Value, new FakeAccount("secret"));
        fake.Add("here.example", new FakeAddresses(account, "ann"));
    }

    public void Dispose()
    {
        _throttle.Dispose();
        _passwords.Dispose();
    }

    [Fact]
    public async Task The_salt_of_an_unknown_name_outlives_the_process()
    {
        var before = await ChallengeAsync(NewLogin(), "nobody@here.example");
        Assert.Equal(before, await ChallengeAsync(NewLogin(), "NoBody@here.example"));
        Assert.NotEqual(before, await ChallengeAsync(NewLogin(), "other@here.example"));
        Assert.EndsWith(",i=5000", before);
    }

    [Theory]
    [InlineData(Ann)]
    [InlineData("alias@here.example")]
    [InlineData("nobody@here.example")]
    public async Task Who_leaves_without_a_word_behind_the_salt_has_failed(string name)
    {
        for (var i = 0; i < 2; i++)
        {
            Assert.False(_throttle.IsBlocked(Client, name));
            await Assert.ThrowsAsync<IOException>(async () => await NewLogin().RunAsync(
                Client, "SCRAM-SHA-256", First(name), _ => throw new IOException("gone")));
        }

        Assert.True(_throttle.IsBlocked(Client, name));
    }

    [Fact]
    public async Task An_account_that_is_blocked_under_one_name_is_blocked_under_another()
    {
        for (var i = 0; i < 2; i++)
        {
            var guess = await NewLogin().CheckPasswordAsync(Client, "alias@here.example", "wrong");
            Assert.Equal(LoginOutcome.Refused, _throttle.Conclude(Client, guess.UserName, guess.Account is not null).Outcome);
        }

        Assert.Equal(SaslProblem.Blocked, (await NewLogin().CheckPasswordAsync(Client, Ann, "secret")).Problem);
        Assert.Equal(SaslProblem.None, (await NewLogin().CheckPasswordAsync(Client, "nobody@here.example", "wrong")).Problem);
    }

    [Fact]
    public async Task A_block_that_begins_within_an_exchange_is_told_instead_of_the_signature()
    {
        foreach (var guesses in new[] { 0, 2 })
        {
            var challenges = 0;
            var result = await NewLogin().RunAsync(Client, "SCRAM-SHA-256", First(Ann), challenge =>
            {
                for (var i = 0; i < guesses; i++)
                {
                    _throttle.Conclude(Client, Ann, correct: false);
                }

                return ValueTask.FromResult<byte[]?>(challenges++ == 0 ? Final(Encoding.ASCII.GetString(challenge.Span)) : []);
            });
            Assert.Equal(guesses == 0 ? (SaslProblem.None, 2) : (SaslProblem.Blocked, 1), (result.Problem, challenges));
            Assert.Equal(guesses == 0, result.Account is not null);
        }
    }

    private static byte[] First(string name) => Encoding.UTF8.GetBytes($"n,,n={name},r=abc");

    /// <summary>The right answer of Ann (RFC 5802 section 3).</summary>
    private static byte[] Final(string challenge)
    {
        var fields = challenge.Split(',').ToDictionary(f => f[0], f => f[2..]);
        var salted = Rfc2898DeriveBytes.Pbkdf2(
            "secret", Convert.FromBase64String(fields['s']), int.Parse(fields['i'], CultureInfo.InvariantCulture), HashAlgorithmName.SHA256, 32);
        var key = HMACSHA256.HashData(salted, "Client Key"u8);
        var final = $"c=biws,r={fields['r']}";
        var signature = HMACSHA256.HashData(SHA256.HashData(key), Encoding.UTF8.GetBytes($"n={Ann},r=abc,{challenge},{final}"));
        var proof = key.Zip(signature, (a, b) => (byte)(a ^ b)).ToArray();
        return Encoding.ASCII.GetBytes($"{final},p={Convert.ToBase64String(proof)}");
    }

    /// <summary>Salt and iterations that a name is answered with.</summary>
    private static async Task<string> ChallengeAsync(SaslLogin login, string name)
    {
        var text = "";
        var result = await login.RunAsync(Client, "SCRAM-SHA-256", First(name), challenge =>
        {
            text = Encoding.ASCII.GetString(challenge.Span);
            return ValueTask.FromResult<byte[]?>(null);
        });
        Assert.Equal(SaslProblem.Abandoned, result.Problem);
        return text[text.IndexOf(",s=", StringComparison.Ordinal)..];
    }

    private SaslLogin NewLogin() => new(
        new AccountLookup(_grains, _throttle), _passwords, _throttle, new DecoySecret(_grains, NullLogger<DecoySecret>.Instance));
}
