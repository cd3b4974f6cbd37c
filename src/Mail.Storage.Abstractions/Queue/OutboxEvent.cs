namespace Mail.Storage.Queue;

/// <summary>An event written in the transaction of the change that caused it.</summary>
/// <param name="Stream">Stream namespace, such as <c>notify</c>.</param>
/// <param name="Key">Stream key: a grain id, account or address.</param>
/// <param name="Payload">At most 64 KiB.</param>
public readonly record struct OutboxEvent(string Stream, string Key, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Queues per stream. Events of one key share a queue, in which they keep their order.</summary>
    public const int Partitions = 4;

    /// <summary>
    /// Whether the row is left out while nobody listens to the mailbox whose commit carries it (<c>IMailboxStore.ListenAsync</c>). The
    /// store decides that within the commit, so whoever listens first and reads the mailbox then misses nothing.
    /// </summary>
    public bool OnlyIfHeard { get; init; }

    /// <summary>The queue of this event's key.</summary>
    public int Partition => PartitionOf(Key);

    /// <summary>The same in every process and release: FNV-1a (32 bits) over the key's UTF-16 code units, modulo <see cref="Partitions"/>.</summary>
    public static int PartitionOf(string key)
    {
        var hash = 2_166_136_261u;
        foreach (var unit in key)
        {
            hash = unchecked((hash ^ unit) * 16_777_619u);
        }

        return (int)(hash % Partitions);
    }
}
