namespace Mail.Gateway.Limits;

/// <summary>
/// Values by key, at most <paramref name="capacity"/> of them: the one not asked for longest gives way, so that a botnet
/// cannot grow it. Not for several threads at once.
/// </summary>
internal sealed class RecentTable<TKey, TValue>(int capacity)
    where TKey : notnull
    where TValue : class, new()
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _nodes = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _order = [];

    public int Count => _nodes.Count;

    /// <summary>The value of a key; made if there is none.</summary>
    public TValue this[TKey key]
    {
        get
        {
            if (Find(key) is { } found)
            {
                return found;
            }

            if (_nodes.Count >= capacity)
            {
                _nodes.Remove(_order.Last!.Value.Key);
                _order.RemoveLast();
            }

            var value = new TValue();
            _nodes[key] = _order.AddFirst((key, value));
            return value;
        }
    }

    public TValue? Find(TKey key)
    {
        if (!_nodes.TryGetValue(key, out var node))
        {
            return null;
        }

        if (!ReferenceEquals(_order.First, node))
        {
            _order.Remove(node);
            _order.AddFirst(node);
        }

        return node.Value.Value;
    }
}
