using Mail.Domain.Delivery;

namespace Domain.Tests;

public sealed class RetryScheduleTests
{
    private readonly RetrySchedule _schedule = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(1000, 60)]
    public void Waits_double_up_to_the_longest(int failures, int seconds) =>
        Assert.Equal(seconds, _schedule.WaitAfter(failures, spread: 0.5).TotalSeconds, precision: 6);

    [Fact]
    public void Spread_is_a_fifth_in_both_directions()
    {
        Assert.Equal(0.8, _schedule.WaitAfter(1, 0).TotalSeconds, precision: 6);
        Assert.Equal(1.2, _schedule.WaitAfter(1, 1).TotalSeconds, precision: 6);
    }

    [Fact]
    public void Counting_starts_at_one() => Assert.Throws<ArgumentOutOfRangeException>(() => _schedule.WaitAfter(0, 0.5));
}
