using System.Diagnostics;
using System.Globalization;

namespace OrleansFigures;

/// <summary>One load: so many callers, each of which calls again once it is answered.</summary>
internal static class Figure
{
    /// <summary>Warms up, measures, prints one line; the number of answers that were wrong.</summary>
    /// <param name="what">Name of the figure.</param>
    /// <param name="callers">Callers at once.</param>
    /// <param name="time">How long.</param>
    /// <param name="once">Calls as a caller for the n-th time; whether the answer was right.</param>
    public static async Task<int> MeasureAsync(string what, int callers, TimeSpan time, Func<int, int, Task<bool>> once)
    {
        var wrong = (await LoadAsync(callers, time / 4, once)).Wrong;
        GC.Collect();
        var (octets, cpu, watch) = (GC.GetTotalAllocatedBytes(), Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
        var (latencies, alsoWrong) = await LoadAsync(callers, time, once);
        var elapsed = watch.Elapsed;
        var spent = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        octets = GC.GetTotalAllocatedBytes() - octets;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-44} {latencies.Count / elapsed.TotalSeconds,10:N0}/s  p50 {latencies[latencies.Count / 2],9:N1} µs  p99 {latencies[latencies.Count * 99 / 100],9:N1} µs  CPU {spent.TotalMicroseconds / latencies.Count,7:N1} µs  {octets / latencies.Count,7:N0} B"));
        return wrong + alsoWrong;
    }

    private static async Task<(List<double> Latencies, int Wrong)> LoadAsync(int callers, TimeSpan time, Func<int, int, Task<bool>> once)
    {
        var wrong = 0;
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var mine = new List<double>();
            do
            {
                var start = Stopwatch.GetTimestamp();
                if (!await once(caller, mine.Count))
                {
                    Interlocked.Increment(ref wrong);
                }

                mine.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
            while (watch.Elapsed < time);
            return mine;
        })));
        return ([.. all.SelectMany(l => l).Order()], wrong);
    }
}
