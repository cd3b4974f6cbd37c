using System.Collections.Immutable;
using Mail.Domain.Mailboxes;

namespace Mail.Grains.Mailbox.Model;

/// <summary>Blocks of one folder that are in memory. A block that is not here is unknown, not empty.</summary>
internal sealed class FolderPages(PageBudget budget)
{
    private readonly Dictionary<uint, ImmutableArray<MessageEntry>> _blocks = [];

    public bool TryGet(uint block, out ImmutableArray<MessageEntry> entries) => _blocks.TryGetValue(block, out entries);

    public void Put(uint block, ImmutableArray<MessageEntry> entries)
    {
        budget.Changed(entries.Length - (_blocks.TryGetValue(block, out var old) ? old.Length : 0));
        _blocks[block] = entries;
    }

    /// <summary>Brings the blocks in memory up to date; unknown blocks stay unknown.</summary>
    public void Apply(IEnumerable<FolderChange> changes)
    {
        foreach (var group in changes.GroupBy(c => MessageBlock.Of(c.Entry.Uid)))
        {
            if (_blocks.TryGetValue(group.Key, out var block))
            {
                Put(group.Key, MessageBlock.Apply(block, [.. group]));
            }
        }
    }

    public void Clear()
    {
        budget.Changed(-_blocks.Values.Sum(b => b.Length));
        _blocks.Clear();
    }
}
