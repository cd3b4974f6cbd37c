using System.Diagnostics.Metrics;

namespace Mail.Storage;

/// <summary>Instruments of the meter <c>Mail.Storage</c>. Durations are in seconds, tagged with the store's name.</summary>
internal static class StorageMetrics
{
    private static readonly Meter Meter = new("Mail.Storage");
    private static readonly Histogram<int> GroupSize = Meter.CreateHistogram<int>("mail.storage.group.size", "{request}", "Requests that shared one commit.");
    private static readonly Histogram<double> CommitDuration = Meter.CreateHistogram<double>("mail.storage.commit.duration", "s", "From taking a group to its commit.");
    private static readonly Histogram<double> SyncDuration = Meter.CreateHistogram<double>("mail.storage.sync.duration", "s", "One flush of the accept log to the disk.");
    private static readonly Counter<long> Appended = Meter.CreateCounter<long>("mail.storage.appended", "By", "Bytes appended to the accept log.");
    private static readonly UpDownCounter<long> Pending = Meter.CreateUpDownCounter<long>("mail.storage.pending", "{message}", "Accepted messages that still owe deliveries.");
    private static readonly Counter<long> Damaged = Meter.CreateCounter<long>("mail.storage.damaged", "{record}", "Damaged ranges found in the accept log.");

    public static void RecordGroup(string store, int size, TimeSpan duration)
    {
        var tag = new KeyValuePair<string, object?>("store", store);
        GroupSize.Record(size, tag);
        CommitDuration.Record(duration.TotalSeconds, tag);
    }

    public static void RecordSync(TimeSpan duration) => SyncDuration.Record(duration.TotalSeconds);

    public static void AddAppended(string store, long bytes) => Appended.Add(bytes, new KeyValuePair<string, object?>("store", store));

    public static void AddPending(long count) => Pending.Add(count);

    public static void AddDamaged() => Damaged.Add(1);
}
