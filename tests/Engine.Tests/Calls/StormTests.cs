using Engine.Tests.Cluster;
using Engine.Tests.Grains;

namespace Engine.Tests.Calls;

public sealed class StormTests
{
    [Fact]
    public async Task Nobody_gets_anothers_answer_while_calls_time_out_all_around()
    {
        await using var cluster = await OneSilo.Start(OneSilo.ResponseTimeout(TimeSpan.FromMilliseconds(40)));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(caller => Task.Run(() => Caller(cluster.GrainFactory, caller))));
        Assert.True(outcomes.Sum(o => o.TimedOut) > 0, "No call timed out.");
        Assert.True(outcomes.Sum(o => o.Answered) > 0, "No call was answered.");
    }

    private static async Task<(int Answered, int TimedOut)> Caller(Orleans.IGrainFactory grains, int caller)
    {
        var random = new Random(caller);
        var (answered, timedOut) = (0, 0);
        for (var i = 0; i < 150; i++)
        {
            var number = (caller * 1000) + i;
            var wait = random.Next(10) switch { 0 => 60, < 3 => 2, _ => 0 };
            var grain = grains.GetGrain<IShelfGrain>("front" + random.Next(8));
            try
            {
                Assert.Equal(number, random.Next(2) == 0 ? await grain.Echo(number, wait) : await grain.EchoBy("back" + random.Next(8), number, wait));
                answered++;
            }
            catch (TimeoutException)
            {
                timedOut++;
            }
        }

        return (answered, timedOut);
    }
}
