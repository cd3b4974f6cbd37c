using static Mail.Silo.Options.Registry.Define;

namespace Mail.Silo.Options.Registry;

/// <summary>Where mail is kept.</summary>
internal static class StoreSettings
{
    private const long KiB = 1 << 10, MiB = 1 << 20, GiB = 1 << 30;

    public static IEnumerable<Setting> All =>
    [
        new Setting<string?>("store.postgres", Texts, o => o.Postgres, (o, v) => o.Postgres = v, "PostgreSQL database for all state, in Npgsql's form (Host=…;Database=…;Username=…). Empty: SQLite in the data folder.")
        {
            NeedsRestart = true,
            IsSecret = true,
            Option = new("--postgres", "CONNECTION", "Keep all state in this PostgreSQL database (Npgsql form: Host=…;Database=…;Username=…). Default: SQLite in the data folder."),
        },
        Size("store.segment_size", 64 * KiB, 2 * GiB, o => o.Storage.Segments.SegmentBytes, (o, v) => o.Storage.Segments.SegmentBytes = v, "Size of a file of the accept log.", restart: true),
        Size("store.disk_reserve", 0, 1024 * GiB, o => o.Storage.Segments.ReserveBytes, (o, v) => o.Storage.Segments.ReserveBytes = v, "Room that stays free on the disk; below it mail is refused for now and /ready says no.", restart: true),
        Number("store.pending_messages", 1, 10_000_000, o => o.Storage.Segments.MostPending, (o, v) => o.Storage.Segments.MostPending = v, "Accepted messages that may owe deliveries before new ones are refused for now.", restart: true),
        Duration("store.sweep_every", Seconds(1), Days(1), o => o.Storage.Sweep.Every, (o, v) => o.Storage.Sweep.Every = v, "How often files or partitions of messages to which nothing points any more are looked for.", restart: true),
        Duration("store.sweep_grace", TimeSpan.Zero, Days(30), o => o.Storage.Sweep.Grace, (o, v) => o.Storage.Sweep.Grace = v, "How long nothing must have pointed at one before it is deleted.", restart: true),
        Number("store.sqlite_readers", 1, 64, o => o.Storage.Sqlite.Readers, (o, v) => o.Storage.Sqlite.Readers = v, "Connections for reading the embedded database.", restart: true),
        Size("store.sqlite_cache", MiB, 4096 * MiB, o => o.Storage.Sqlite.CacheMiB * MiB, (o, v) => o.Storage.Sqlite.CacheMiB = (int)(v / MiB), "Page cache of the embedded database's writer; each reader has a quarter of it.", restart: true),
        Duration("store.postgres_poll", TimeSpan.FromMilliseconds(10), Minutes(5), o => o.Storage.Postgres.OutboxPoll, (o, v) => o.Storage.Postgres.OutboxPoll = v, "How often streams in PostgreSQL are looked at for events of other processes.", restart: true),
        Number("mailbox.entries_in_memory", 1_000, 100_000_000, o => o.Mailbox.MostEntriesInMemory, (o, v) => o.Mailbox.MostEntriesInMemory = v, "Message entries (about 100 octets each) that an open mailbox keeps in memory.", restart: true),
        Number("delivery.outstanding", 1, 10_000_000, o => o.Delivery.MaxOutstanding, (o, v) => o.Delivery.MaxOutstanding = v, "Accepted messages on their way to mailboxes at a time; senders wait for a place.", restart: true),
        Duration("delivery.place_wait", Seconds(1), Minutes(10), o => o.Delivery.PlaceWait, (o, v) => o.Delivery.PlaceWait = v, "How long a sender waits for such a place before it is refused for now."),
        Duration("delivery.first_retry", TimeSpan.FromMilliseconds(10), Minutes(5), o => o.Delivery.FirstRetry, (o, v) => o.Delivery.FirstRetry = v, "Wait after a first failed delivery to a mailbox; it doubles with each."),
        Duration("delivery.longest_retry", Seconds(1), Hours(1), o => o.Delivery.LongestRetry, (o, v) => o.Delivery.LongestRetry = v, "Longest wait between deliveries to a mailbox."),
    ];
}
