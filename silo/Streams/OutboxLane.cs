using Mail.Storage.Queue;
using Orleans.Runtime;

namespace Mail.Silo.Streams;

/// <summary>The events of one stream key that are in memory, oldest first, and the consumers that go through them. Guarded by its queue's lock.</summary>
internal sealed class OutboxLane(StreamId stream)
{
    /// <summary>Rows of one key in memory: a key that is stuck leaves room for the others.</summary>
    public const int MostRows = 64;

    private readonly List<OutboxRow> _rows = [];

    public StreamId Stream => stream;

    public List<OutboxCursor> Cursors { get; } = [];

    /// <summary>Rows that a consumer has given up, with its error.</summary>
    public Dictionary<long, string> GivenUp { get; } = [];

    public bool IsFull => _rows.Count >= MostRows;

    public bool IsEmpty => _rows.Count == 0;

    public OutboxRow First => _rows[0];

    public void Add(in OutboxRow row) => _rows.Add(row);

    public OutboxRow? After(long id)
    {
        foreach (var row in _rows)
        {
            if (row.Id > id)
            {
                return row;
            }
        }

        return null;
    }

    /// <summary>Removes and returns the oldest row if every consumer, and at least one, is through with it.</summary>
    public bool TryTakeSettled(out OutboxRow row)
    {
        row = IsEmpty ? default : _rows[0];
        var id = row.Id;
        if (IsEmpty || Cursors.Count == 0 || !Cursors.TrueForAll(c => c.Position >= id))
        {
            return false;
        }

        _rows.RemoveAt(0);
        return true;
    }
}
