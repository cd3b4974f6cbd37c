using Mail.Gateway.Limits;
using Mail.Gateway.Smtp;
using Mail.Gateway.Tests.Fakes;

namespace Mail.Gateway.Tests.Smtp;

public sealed class ContentMemoryBudgetTests
{
    private readonly ManualTime _clock = new();

    [Fact]
    public async Task Waiters_are_served_in_order_when_room_comes()
    {
        var budget = new ContentMemoryBudget(() => 10, () => 10);
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
        var budget = new ContentMemoryBudget(() => 10, () => 10);
        Assert.True(budget.TryReserve(10));
        var wait = budget.ReserveAsync(6, TimeSpan.FromSeconds(5), _clock).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.False(await wait);
        budget.Release(10);
        Assert.Equal(0, budget.Used);
    }

    [Fact]
    public void Large_messages_leave_room_for_ordinary_ones_and_one_client_leaves_room_for_another()
    {
        var (greedy, other) = (new ClientNetwork(1), new ClientNetwork(2));
        var budget = new ContentMemoryBudget(() => 100, () => 10);
        Assert.True(budget.TryGrow(50, greedy));
        Assert.False(budget.TryGrow(1, greedy));
        Assert.True(budget.TryGrow(25, other));
        Assert.False(budget.TryGrow(1, other));
        Assert.True(budget.TryReserve(25));
        Assert.False(budget.TryReserve(1));
        budget.Release(50, 50, greedy);
        Assert.True(budget.TryGrow(50, greedy));
    }

    [Fact]
    public void A_message_of_the_largest_size_always_has_room_in_an_empty_budget()
    {
        var budget = new ContentMemoryBudget(() => 10, () => 10);
        Assert.True(budget.TryGrow(10, new ClientNetwork(1)));
    }

    [Fact]
    public void Slow_content_is_given_time_by_what_is_there()
    {
        var times = new ContentTimes(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(30), 1 << 20, 500);
        Assert.Equal(TimeSpan.FromMinutes(3), times.Allowed(0));
        Assert.Equal(TimeSpan.FromSeconds(200), times.Allowed(10_000));
        Assert.Equal(TimeSpan.FromMinutes(30), times.Allowed(long.MaxValue));
    }
}
