using static Mail.Silo.Options.Registry.Define;

namespace Mail.Silo.Options.Registry;

/// <summary>Events that the store hands to their consumers.</summary>
internal static class StreamSettings
{
    public static IEnumerable<Setting> All =>
    [
        Number("streams.attempts", 1, 100, o => o.Streams.Attempts, (o, v) => o.Streams.Attempts = v, "Attempts to hand an event to its consumer before it becomes a dead letter (mail queue dead). An outage of the store or a server is no attempt."),
        Duration("streams.first_retry", TimeSpan.FromMilliseconds(10), Minutes(5), o => o.Streams.FirstRetry, (o, v) => o.Streams.FirstRetry = v, "Wait after a first failed attempt; it doubles with each. Later events of the same mailbox wait, too."),
        Duration("streams.longest_retry", TimeSpan.FromMilliseconds(10), Hours(1), o => o.Streams.LongestRetry, (o, v) => o.Streams.LongestRetry = v, "Longest wait between attempts.", restart: true),
    ];
}
