using Mail.Domain.Auth;
using Mail.Domain.Identity;
using Mail.Gateway.Auth;

namespace Mail.Gateway.Tests.Auth;

public class PasswordCheckTests
{
    private static readonly AccountId Account = new(Guid.NewGuid());

    private static ScramCredentials Credentials(string password, int iterations = ScramCredentials.MinIterations)
    {
        Assert.True(ScramCredentials.TryCreate(password, new byte[16], iterations, out var credentials));
        return credentials;
    }

    [Fact]
    public async Task The_right_password_passes_and_others_do_not()
    {
        using var check = new PasswordCheck(new PasswordCheckOptions(), TimeProvider.System);
        var credentials = Credentials("right");
        Assert.True(await check.CheckAsync(Account, credentials, "right", default));
        Assert.False(await check.CheckAsync(Account, credentials, "wrong", default));
        Assert.True(await check.CheckAsync(Account, credentials, "right", default));
    }

    [Fact]
    public async Task A_changed_password_counts_at_once()
    {
        using var check = new PasswordCheck(new PasswordCheckOptions(), TimeProvider.System);
        Assert.True(await check.CheckAsync(Account, Credentials("old"), "old", default));
        Assert.False(await check.CheckAsync(Account, Credentials("new"), "old", default));
    }

    [Fact]
    public async Task What_is_remembered_is_bounded_and_still_right()
    {
        using var check = new PasswordCheck(new PasswordCheckOptions { MostRemembered = 2 }, TimeProvider.System);
        for (var i = 0; i < 6; i++)
        {
            Assert.True(await check.CheckAsync(Account, Credentials($"p{i}"), $"p{i}", default));
        }
    }

    [Fact]
    public void Settings_out_of_bounds_are_named()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new PasswordCheck(new PasswordCheckOptions { Parallel = 0 }, TimeProvider.System));
        Assert.Contains("PasswordCheck:Parallel is 0", refusal.Message);
    }
}
