namespace OrleansFigures;

/// <summary>What Orleans itself costs in this server.</summary>
internal static class GrainFigures
{
    public static async Task<int> RunAsync(Subject subject, string store, TimeSpan time)
    {
        var grains = subject.Grains;
        var echoes = Enumerable.Range(0, 64).Select(i => grains.GetGrain<IEchoGrain>(i)).ToArray();
        var states = Enumerable.Range(0, 64).Select(i => grains.GetGrain<IStateGrain>(i)).ToArray();
        var fresh = 0;
        var wrong = 0;
        if (store == "sqlite")
        {
            wrong += await Figure.MeasureAsync("in-silo call, 1 caller", 1, time, async (_, n) => await echoes[0].NextAsync(n) == n + 1);
            wrong += await Figure.MeasureAsync("in-silo call, 64 callers on 64 grains", 64, time, async (c, n) => await echoes[c].NextAsync(n) == n + 1);
        }

        wrong += await Figure.MeasureAsync("state write, 1 KiB, 1 caller", 1, time, async (_, n) => await states[0].WriteAsync(n) == n);
        wrong += await Figure.MeasureAsync("state write, 1 KiB, 64 callers on 64 grains", 64, time, async (c, n) => await states[c].WriteAsync(n) == n);
        wrong += await Figure.MeasureAsync("reminder made and taken back", 1, time, async (_, _) =>
        {
            await grains.GetGrain<IReminderGrain>(0).RegisterAsync();
            return true;
        });
        wrong += await Figure.MeasureAsync("reminder due in 50 ms, until it comes", 1, time, async (_, _) =>
        {
            await grains.GetGrain<IReminderGrain>(Interlocked.Increment(ref fresh)).BeRemindedAsync();
            return true;
        });
        return wrong;
    }
}
