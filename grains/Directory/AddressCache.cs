using Mail.Storage.Directory;

namespace Mail.Grains.Directory;

/// <summary>Addresses looked up lately, known and unknown alike; the least recently used go first.</summary>
internal sealed class AddressCache(int most)
{
    private readonly Dictionary<string, LinkedListNode<(string Local, DirectoryEntry? Entry)>> _nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Local, DirectoryEntry? Entry)> _byUse = new();

    /// <summary>Grows with each <see cref="Remove"/>, whether or not the address was here.</summary>
    public long Removals { get; private set; }

    public bool TryGet(string local, out DirectoryEntry? entry)
    {
        entry = null;
        if (!_nodes.TryGetValue(local, out var node))
        {
            return false;
        }

        _byUse.Remove(node);
        _byUse.AddFirst(node);
        entry = node.Value.Entry;
        return true;
    }

    public void Put(string local, DirectoryEntry? entry)
    {
        Drop(local);
        _nodes[local] = _byUse.AddFirst((local, entry));
        if (_nodes.Count > most)
        {
            Drop(_byUse.Last!.Value.Local);
        }
    }

    /// <summary>The address changed.</summary>
    public void Remove(string local)
    {
        Removals++;
        Drop(local);
    }

    private void Drop(string local)
    {
        if (_nodes.Remove(local, out var node))
        {
            _byUse.Remove(node);
        }
    }
}
