using Microsoft.Extensions.Hosting;

namespace Mail.Silo.Memory;

/// <summary>
/// Gives memory back that large messages have left behind. The runtime collects large objects late when the machine has memory to
/// spare, and when nothing happens any more it does not collect at all: one flood would be kept until the next.
/// </summary>
internal sealed class MemoryReturn(TimeProvider time, ILogger<MemoryReturn> logger) : BackgroundService, IHostedLifecycleService
{
    private const long Megabyte = 1024 * 1024;
    private const long Ordinary = 192 * Megabyte;   // what a server may hold without anybody looking
    private const long Flood = 48 * Megabyte;       // allocated between two looks: large messages
    private const long Quiet = 8 * Megabyte;        // allocated between two looks: next to nothing
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenReturns = TimeSpan.FromSeconds(30);

    /// <summary>What the start has left behind, some 15 MB, goes back before the first client comes; that takes 30 ms.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        var (allocated, returned) = (GC.GetTotalAllocatedBytes(), time.GetTimestamp());
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = GC.GetTotalAllocatedBytes();
            var since = now - allocated;
            if (since > Flood && GC.GetTotalMemory(forceFullCollection: false) > Ordinary)
            {
                // In the background: few objects live, however large, so it costs next to nothing.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
            }
            else if (since < Quiet && time.GetElapsedTime(returned) > BetweenReturns && Environment.WorkingSet > Ordinary && Held() > Ordinary / 2)
            {
                var before = Environment.WorkingSet;
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                returned = time.GetTimestamp();
                logger.Returned(before / Megabyte, Environment.WorkingSet / Megabyte);
            }

            allocated = now;
        }
    }

    /// <summary>Octets that the runtime holds for objects, live or not.</summary>
    private static long Held() => Math.Max(GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes, GC.GetTotalMemory(forceFullCollection: false));
}

internal static partial class MemoryLog
{
    [LoggerMessage(1, LogLevel.Debug, "Memory returned: {Before} MB before, {After} MB after")]
    public static partial void Returned(this ILogger logger, long before, long after);
}
