using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Mail.Domain.Mailboxes;

/// <summary>
/// What a commit of a mailbox tells its listeners, and how it lies in the outbox stream <c>notify</c>. Encoding 1: octet 1 (version); octet
/// of flags (1: the list of folders changed); MODSEQ; number of folders; their numbers, ascending, each as the difference to the one
/// before. Numbers are unsigned, seven bits an octet, lowest first, the high bit says that more follow (LEB128), and have no superfluous
/// octet. A reader refuses versions and flags that it does not know, so a newer one's events wait among the dead letters.
/// </summary>
/// <param name="ModSeq">The account's MODSEQ after the commit; at least 1.</param>
/// <param name="Folders">Numbers of the folders that changed, ascending, at least 1 each, at most <see cref="MostFolders"/>.</param>
/// <param name="FolderListChanged">Folders were made, renamed, deleted, subscribed or unsubscribed.</param>
public sealed record ChangeNotice(long ModSeq, ImmutableArray<int> Folders, bool FolderListChanged)
{
    /// <summary>Folders of one notice; of more the first ones, and the list of folders as a whole.</summary>
    public const int MostFolders = 8_192;

    private const byte Version = 1;
    private const byte ListFlag = 1;
    private const int LongestNumber = 10;

    /// <summary>The notice of a commit, within the bounds of the encoding.</summary>
    /// <param name="modSeq">The account's MODSEQ after the commit.</param>
    /// <param name="folders">Folders that changed, in any order.</param>
    /// <param name="folderListChanged">Whether the list of folders changed.</param>
    public static ChangeNotice Of(long modSeq, IEnumerable<int> folders, bool folderListChanged)
    {
        var all = folders.Distinct().Order().ToImmutableArray();
        return all.Length <= MostFolders ? new(modSeq, all, folderListChanged) : new(modSeq, all[..MostFolders], true);
    }

    /// <summary>The notice as octets.</summary>
    public byte[] Encode()
    {
        var octets = new byte[2 + (LongestNumber * 2) + (5 * Folders.Length)];
        (octets[0], octets[1]) = (Version, FolderListChanged ? ListFlag : (byte)0);
        var length = Write(octets, 2, (ulong)ModSeq);
        length = Write(octets, length, (ulong)Folders.Length);
        var before = 0;
        foreach (var folder in Folders)
        {
            length = Write(octets, length, (ulong)(folder - before));
            before = folder;
        }

        return octets[..length];
    }

    /// <summary>Reads what <see cref="Encode"/> wrote; false for anything else.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> octets, [NotNullWhen(true)] out ChangeNotice? notice)
    {
        notice = null;
        if (octets.Length < 2 || octets[0] != Version || octets[1] > ListFlag)
        {
            return false;
        }

        var rest = octets[2..];
        if (!TryRead(ref rest, long.MaxValue, out var modSeq) || modSeq == 0 || !TryRead(ref rest, MostFolders, out var count) || count > rest.Length)
        {
            return false;
        }

        var folders = ImmutableArray.CreateBuilder<int>((int)count);
        for (var last = 0; folders.Count < count;)
        {
            if (!TryRead(ref rest, int.MaxValue - last, out var step) || step == 0)
            {
                return false;
            }

            folders.Add(last += (int)step);
        }

        notice = new ChangeNotice(modSeq, folders.MoveToImmutable(), octets[1] == ListFlag);
        return rest.IsEmpty;
    }

    private static int Write(Span<byte> octets, int at, ulong number)
    {
        for (; number > 0x7F; number >>= 7)
        {
            octets[at++] = (byte)(number | 0x80);
        }

        octets[at++] = (byte)number;
        return at;
    }

    private static bool TryRead(ref ReadOnlySpan<byte> octets, long highest, out long number)
    {
        var value = 0UL;
        number = 0;
        for (var i = 0; i < octets.Length && i < LongestNumber - 1; i++)
        {
            value |= (ulong)(octets[i] & 0x7F) << (7 * i);
            if (octets[i] <= 0x7F)
            {
                var isShortest = i == 0 || octets[i] != 0;
                number = (long)value;
                octets = octets[(i + 1)..];
                return isShortest && number <= highest;
            }
        }

        return false;
    }
}
