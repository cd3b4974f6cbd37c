using System.Diagnostics;

namespace EngineFigures;

/// <summary>What one case measured.</summary>
internal sealed record Figures(string Case, double CallsPerSecond, double P50, double P99, double BytesPerCall, double CpuPerCall, long Wrong, string Orleans)
{
    public static async Task<Figures> Measure(string name, string orleans, int callers, TimeSpan time, Func<int, int, Task<int>> call)
    {
        await Run(callers, TimeSpan.FromMilliseconds(Math.Min(1000, time.TotalMilliseconds)), call);
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var runs = await Run(callers, time, call);
        var seconds = clock.Elapsed.TotalSeconds;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        var calls = runs.Sum(r => r.Calls);
        var latencies = runs.SelectMany(r => r.Sampled).Order().ToArray();
        return new Figures(name, calls / seconds, At(latencies, 0.5), At(latencies, 0.99), (double)bytes / calls, cpu.TotalMicroseconds / calls, runs.Sum(r => r.Wrong), orleans);
    }

    private static Task<Caller[]> Run(int callers, TimeSpan time, Func<int, int, Task<int>> call) =>
        Task.WhenAll(Enumerable.Range(0, callers).Select(number => Task.Run(() => Caller.Run(number, time, call))));

    private static double At(long[] sorted, double share) =>
        sorted.Length == 0 ? 0 : sorted[(int)(share * (sorted.Length - 1))] * 1e6 / Stopwatch.Frequency;

    /// <summary>One caller: calls again and again until the time is over.</summary>
    private sealed class Caller
    {
        private const int MostSamples = 200_000;

        // Filled before the run, so that sampling allocates nothing that would count.
        private readonly long[] _samples = new long[MostSamples];
        private int _sampled;

        public long Calls { get; private set; }

        public long Wrong { get; private set; }

        public IEnumerable<long> Sampled => _samples.Take(_sampled);

        public static async Task<Caller> Run(int number, TimeSpan time, Func<int, int, Task<int>> call)
        {
            var caller = new Caller();
            var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
            var before = Stopwatch.GetTimestamp();
            for (var i = 0; before < until; i++)
            {
                var answer = await call(number, i);
                var after = Stopwatch.GetTimestamp();
                caller.Count(after - before, answer == i + 1);
                before = after;
            }

            return caller;
        }

        private void Count(long ticks, bool right)
        {
            Calls++;
            Wrong += right ? 0 : 1;
            _samples[_sampled < MostSamples ? _sampled++ : (int)(Calls % MostSamples)] = ticks;
        }
    }
}
