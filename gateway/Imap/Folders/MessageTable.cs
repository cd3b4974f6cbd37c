using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Mail.Domain.Mailboxes;

namespace Mail.Gateway.Imap.Folders;

/// <summary>
/// The messages of a selected folder as its client knows them, in the order of their UIDs; positions count from zero. Pages
/// that came from the mailbox are shared with it until something in them changes.
/// </summary>
internal sealed class MessageTable
{
    private const int LargestOwnPage = 256;

    private readonly List<Page> _pages = [];
    private int[] _starts = [];

    public int Count { get; private set; }

    public uint LastUid => Count == 0 ? 0 : this[Count - 1].Uid;

    public ref readonly MessageEntry this[int position]
    {
        get
        {
            var page = PageAt(position);
            return ref _pages[page].Items[position - _starts[page]];
        }
    }

    /// <summary>Adds a page behind the others without copying it.</summary>
    public void AddShared(ImmutableArray<MessageEntry> page)
    {
        if (page.IsEmpty)
        {
            return;
        }

        _pages.Add(new Page(ImmutableCollectionsMarshal.AsArray(page)!, page.Length, IsOwn: false));
        Renumber();
    }

    /// <summary>Adds shared pages at once.</summary>
    public void AddShared(ImmutableArray<ImmutableArray<MessageEntry>> pages)
    {
        foreach (var page in pages)
        {
            _pages.Add(new Page(ImmutableCollectionsMarshal.AsArray(page)!, page.Length, IsOwn: false));
        }

        Renumber();
    }

    /// <summary>Adds one message behind the others.</summary>
    public void Append(in MessageEntry entry)
    {
        var last = _pages.Count - 1;
        if (last < 0 || _pages[last].Count >= LargestOwnPage)
        {
            _pages.Add(new Page(new MessageEntry[16], 0, IsOwn: true));
            last++;
        }

        var page = _pages[last];
        var items = page.Items;
        if (!page.IsOwn || page.Count == items.Length)
        {
            items = new MessageEntry[Math.Min(LargestOwnPage, Math.Max(16, page.Count * 2))];
            page.Items.AsSpan(0, page.Count).CopyTo(items);
        }

        items[page.Count] = entry;
        _pages[last] = new Page(items, page.Count + 1, IsOwn: true);
        Renumber();
    }

    /// <summary>Puts a new state in place of the one at <paramref name="position"/>.</summary>
    public void Replace(int position, in MessageEntry entry)
    {
        var index = PageAt(position);
        var page = _pages[index];
        if (!page.IsOwn)
        {
            page = new Page(page.Items.AsSpan(0, page.Count).ToArray(), page.Count, IsOwn: true);
            _pages[index] = page;
        }

        page.Items[position - _starts[index]] = entry;
    }

    /// <summary>Takes out the messages of a set; their positions before that, ascending.</summary>
    public List<int> Remove(UidSet uids)
    {
        var removed = new List<int>();
        for (var p = 0; p < _pages.Count; p++)
        {
            var page = _pages[p];
            var before = removed.Count;
            for (var i = 0; i < page.Count; i++)
            {
                if (uids.Contains(page.Items[i].Uid))
                {
                    removed.Add(_starts[p] + i);
                }
            }

            if (removed.Count > before)
            {
                var kept = Array.FindAll(page.Items[..page.Count], e => !uids.Contains(e.Uid));
                _pages[p] = new Page(kept, kept.Length, IsOwn: true);
            }
        }

        _pages.RemoveAll(p => p.Count == 0);
        Renumber();
        return removed;
    }

    /// <summary>The position of a UID, or -1.</summary>
    public int Find(uint uid)
    {
        var position = LowerBound(uid);
        return position < Count && this[position].Uid == uid ? position : -1;
    }

    /// <summary>How many messages have a smaller UID.</summary>
    public int LowerBound(uint uid)
    {
        int low = 0, high = _pages.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var page = _pages[middle];
            if (page.Items[page.Count - 1].Uid < uid)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == _pages.Count ? Count : _starts[low] + LowerBound(_pages[low], uid);
    }

    private static int LowerBound(Page page, uint uid)
    {
        int low = 0, high = page.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (page.Items[middle].Uid < uid)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private int PageAt(int position)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)position, (uint)Count, nameof(position));
        var page = Array.BinarySearch(_starts, position);
        return page >= 0 ? page : ~page - 1;
    }

    private void Renumber()
    {
        if (_starts.Length != _pages.Count)
        {
            _starts = new int[_pages.Count];
        }

        var count = 0;
        for (var i = 0; i < _pages.Count; i++)
        {
            _starts[i] = count;
            count += _pages[i].Count;
        }

        Count = count;
    }

    private readonly record struct Page(MessageEntry[] Items, int Count, bool IsOwn);
}
