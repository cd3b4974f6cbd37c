using Mail.Domain.Identity;
using Mail.Gateway.Imap;
using Mail.Gateway.Imap.Commands;

namespace Mail.Gateway.Tests.Imap;

public class AppendBudgetTests
{
    private static readonly AccountId Greedy = new(Guid.NewGuid());
    private static readonly AccountId Other = new(Guid.NewGuid());

    [Fact]
    public void One_account_leaves_room_for_another()
    {
        var budget = new AppendBudget(new ImapOptions { MaxMessage = 100_000, MaxAppending = 400_000 });
        Assert.True(budget.TryTake(Greedy, 100_000));
        Assert.True(budget.TryTake(Greedy, 100_000));
        Assert.False(budget.TryTake(Greedy, 1));
        Assert.True(budget.TryTake(Other, 100_000));
        budget.Give(Greedy, 100_000);
        Assert.True(budget.TryTake(Greedy, 100_000));
    }
}
