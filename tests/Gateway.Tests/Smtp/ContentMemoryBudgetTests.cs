using Mail.Gateway.Smtp;
using Mail.Gateway.Tests.Fakes;

namespace Mail.Gateway.Tests.Smtp;

public sealed class ContentMemoryBudgetTests
{
    private readonly ManualTime _clock = new();

    [Fact]
    public async Task Waiters_are_served_in_order_when_room_comes()
    {
        var budget = new ContentMemoryBudget(10);
        Assert.True(budget.TryReserve(10));
        var first = budget.ReserveAsync(6, TimeSpan.FromSeconds(5), _clock).AsTask();
        var second = budget.ReserveAsync(2, TimeSpan.FromSeconds(5), _clock).AsTask();
        budget.Release(4);
        Assert.False(second.IsCompleted);
        budget.Release(6);
        Assert.True(await first);
        Assert.True(await second);
        Assert.Equal(8, budget.Used);
    }

    [Fact]
    public async Task A_wait_that_ends_takes_nothing()
    {
        var budget = new ContentMemoryBudget(10);
        Assert.True(budget.TryReserve(10));
        var wait = budget.ReserveAsync(6, TimeSpan.FromSeconds(5), _clock).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.False(await wait);
        budget.Release(10);
        Assert.Equal(0, budget.Used);
    }
}
