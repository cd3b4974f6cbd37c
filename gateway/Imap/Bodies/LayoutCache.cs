using System.Diagnostics.CodeAnalysis;
using Mail.Domain.Blobs;

namespace Mail.Gateway.Imap.Bodies;

/// <summary>Structures of messages used lately, by blob: the least recently used ones go when the bound is reached. For all sessions.</summary>
internal sealed class LayoutCache(long maxOctets)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<BlobRef, LinkedListNode<(BlobRef Blob, MessageLayout Layout)>> _nodes = [];
    private readonly LinkedList<(BlobRef Blob, MessageLayout Layout)> _byUse = new();
    private long _octets;

    public bool TryGet(BlobRef blob, [NotNullWhen(true)] out MessageLayout? layout)
    {
        lock (_lock)
        {
            if (!_nodes.TryGetValue(blob, out var node))
            {
                layout = null;
                return false;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            layout = node.Value.Layout;
            return true;
        }
    }

    public void Add(BlobRef blob, MessageLayout layout)
    {
        lock (_lock)
        {
            if (_nodes.ContainsKey(blob))
            {
                return;
            }

            _nodes[blob] = _byUse.AddFirst((blob, layout));
            _octets += layout.Cost;
            while (_octets > maxOctets && _byUse.Last is { } oldest)
            {
                _byUse.RemoveLast();
                _nodes.Remove(oldest.Value.Blob);
                _octets -= oldest.Value.Layout.Cost;
            }
        }
    }
}
