using Mail.Domain.Identity;

namespace Mail.Storage.Segments;

/// <summary>Accepted messages that owe deliveries, in the order of the log. Safe for concurrent use.</summary>
internal sealed class PendingTable
{
    private readonly Lock _lock = new();
    private readonly LinkedList<SegmentPlace> _order = new();
    private readonly Dictionary<IngestId, LinkedListNode<SegmentPlace>> _byId = [];
    private long _changes;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _byId.Count;
            }
        }
    }

    /// <summary>Grows with every acknowledgement, so that an unchanged table is not written again.</summary>
    public long Acknowledgements
    {
        get
        {
            lock (_lock)
            {
                return _changes;
            }
        }
    }

    public void Add(SegmentPlace place)
    {
        lock (_lock)
        {
            if (_byId.TryAdd(place.Id, null!))
            {
                _byId[place.Id] = _order.AddLast(place);
                StorageMetrics.AddPending(1);
            }
        }
    }

    public void Acknowledge(IngestId id)
    {
        lock (_lock)
        {
            if (_byId.Remove(id, out var node))
            {
                _order.Remove(node);
                _changes++;
                StorageMetrics.AddPending(-1);
            }
        }
    }

    public bool Contains(IngestId id)
    {
        lock (_lock)
        {
            return _byId.ContainsKey(id);
        }
    }

    /// <summary>The oldest places, at most <paramref name="most"/>, and the place after them if there are more.</summary>
    public (SegmentPlace[] Oldest, SegmentPlace? Next) Oldest(int most)
    {
        lock (_lock)
        {
            var oldest = new SegmentPlace[Math.Min(most, _order.Count)];
            var node = _order.First;
            for (var i = 0; i < oldest.Length; i++, node = node.Next)
            {
                oldest[i] = node!.Value;
            }

            return (oldest, node?.Value);
        }
    }
}
