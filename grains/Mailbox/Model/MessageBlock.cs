using System.Collections.Immutable;
using Mail.Domain.Mailboxes;

namespace Mail.Grains.Mailbox.Model;

/// <summary>Live messages of one stretch of 256 UIDs, ascending. Immutable arrays, so readers keep theirs while the writer goes on.</summary>
internal static class MessageBlock
{
    public const int Size = 256;

    public static uint Of(uint uid) => uid / Size;

    public static UidRange UidsOf(uint block) => new(Math.Max(1, block * Size), (block * Size) + (Size - 1));

    /// <summary>Index of a UID, or the complement of where it would stand.</summary>
    public static int IndexOf(ImmutableArray<MessageEntry> block, uint uid)
    {
        int low = 0, high = block.Length - 1;
        while (low <= high)
        {
            var mid = (low + high) >>> 1;
            if (block[mid].Uid == uid)
            {
                return mid;
            }

            if (block[mid].Uid < uid)
            {
                low = mid + 1;
            }
            else
            {
                high = mid - 1;
            }
        }

        return ~low;
    }

    /// <summary>Applies lines of the change log, each at most once and only if newer; any order of UIDs.</summary>
    public static ImmutableArray<MessageEntry> Apply(ImmutableArray<MessageEntry> block, IReadOnlyList<FolderChange> changes)
    {
        var builder = block.ToBuilder();
        foreach (var change in changes)
        {
            var index = Find(builder, change.Entry.Uid);
            if (change.Expunged)
            {
                if (index >= 0)
                {
                    builder.RemoveAt(index);
                }
            }
            else if (index < 0)
            {
                builder.Insert(~index, change.Entry);
            }
            else if (builder[index].ModSeq <= change.Entry.ModSeq)
            {
                builder[index] = change.Entry;
            }
        }

        return builder.DrainToImmutable();
    }

    private static int Find(ImmutableArray<MessageEntry>.Builder block, uint uid)
    {
        // Deliveries append: look at the end first.
        if (block.Count == 0 || block[^1].Uid < uid)
        {
            return ~block.Count;
        }

        int low = 0, high = block.Count - 1;
        while (low <= high)
        {
            var mid = (low + high) >>> 1;
            if (block[mid].Uid == uid)
            {
                return mid;
            }

            (low, high) = block[mid].Uid < uid ? (mid + 1, high) : (low, mid - 1);
        }

        return ~low;
    }
}
