using Mail.Gateway.Auth;

namespace Mail.Gateway.Tests.Auth;

public sealed class LoginBlockListTests
{
    [Fact]
    public void The_oldest_give_way_and_those_that_ended_first()
    {
        var list = new LoginBlockList(3);
        Add(list, "a", ends: 100);
        Add(list, "b", ends: 5);
        Add(list, "c", ends: 100);
        Add(list, "d", ends: 100, now: 10);
        Assert.Equal(["d", "c", "a"], list.List(10).Select(b => b.Id));
        Add(list, "e", ends: 100, now: 10);
        Assert.Equal(["e", "d", "c"], list.List(10).Select(b => b.Id));
        Assert.Empty(list.List(100));
    }

    private static void Add(LoginBlockList list, string id, long ends, long now = 0)
    {
        var window = new FailureWindow();
        window.Fail(now, most: 1, window: 1, block: ends - now);
        list.Add(new LoginBlock(id, "client", null, null, default, default), window, now);
    }
}
