using System.Net;
using Mail.Gateway.Limits;
using Mail.Gateway.Tests.Fakes;

namespace Mail.Gateway.Tests.Limits;

public class RateLimiterTests
{
    private static readonly ClientNetwork Client = ClientNetwork.Of(IPAddress.Parse("192.0.2.1"));

    [Fact]
    public void A_minutes_worth_passes_at_once_and_then_so_many_a_minute()
    {
        var clock = new ManualTime();
        var limiter = new RateLimiter(() => 60, 1_000, clock);
        Assert.Equal(60, Enumerable.Range(0, 100).Count(_ => limiter.TryTake(Client)));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(5, Enumerable.Range(0, 100).Count(_ => limiter.TryTake(Client)));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(60, Enumerable.Range(0, 100).Count(_ => limiter.TryTake(Client)));
    }

    [Fact]
    public void Batches_count_as_many_events_and_never_more_than_a_minutes_worth()
    {
        var limiter = new RateLimiter(() => 60, 1_000, new ManualTime());
        Assert.Equal(2, Enumerable.Range(0, 100).Count(_ => limiter.TryTake(Client, 25)));
        Assert.True(new RateLimiter(() => 10, 1_000, new ManualTime()).TryTake(Client, 1_000));
    }

    [Fact]
    public void One_client_does_not_use_up_the_rate_of_another()
    {
        var limiter = new RateLimiter(() => 1, 1_000, new ManualTime());
        Assert.True(limiter.TryTake(Client));
        Assert.False(limiter.TryTake(Client));
        Assert.True(limiter.TryTake(ClientNetwork.Of(IPAddress.Parse("192.0.2.2"))));
    }

    [Fact]
    public void A_botnet_does_not_grow_the_table()
    {
        var limiter = new RateLimiter(() => 1, 1_000, new ManualTime());
        for (var i = 0; i < 5_000; i++)
        {
            limiter.TryTake(new ClientNetwork((UInt128)i));
        }

        Assert.Equal(1_000, limiter.Clients);
        // The latest are the ones remembered.
        Assert.False(limiter.TryTake(new ClientNetwork(4_999)));
        Assert.True(limiter.TryTake(new ClientNetwork(0)));
    }
}
