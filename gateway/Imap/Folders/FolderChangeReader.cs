using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;

namespace Mail.Gateway.Imap.Folders;

/// <summary>Brings a selected folder up to the mailbox's present state.</summary>
internal static class FolderChangeReader
{
    private const int MostLines = 4096;

    /// <summary>Reads all changes since the folder's mod-sequence. Messages that went are noted in <see cref="SelectedFolder.Gone"/>.</summary>
    public static async Task<FolderDelta> ReadAsync(SelectedFolder folder, IMailboxGrain mailbox)
    {
        var (flagged, touched) = (new List<uint>(), new List<uint>());
        bool grew = false, newKeywords = false;
        while (true)
        {
            var changes = await mailbox.ReadChangesAsync(folder.FolderNo, folder.ModSeq, MostLines).ConfigureAwait(false);
            foreach (var entry in changes.Changed)
            {
                newKeywords |= folder.Learn(entry);
                grew |= Apply(folder, entry, flagged, touched);
            }

            NoteGone(folder, changes.Expunged);
            folder.ModSeq = Math.Max(folder.ModSeq, changes.UpToModSeq);
            if (!changes.More)
            {
                return new FolderDelta(changes.Folder, grew, flagged, touched, newKeywords);
            }
        }
    }

    /// <summary>Takes one message's state; true if the message is new.</summary>
    public static bool Apply(SelectedFolder folder, in MessageEntry entry, List<uint> flagged, List<uint> touched)
    {
        var position = folder.Messages.Find(entry.Uid);
        if (position < 0)
        {
            if (entry.Uid > folder.Messages.LastUid)
            {
                folder.Messages.Append(entry);
                return true;
            }

            return false;
        }

        var known = folder.Messages[position];
        if (entry.ModSeq > known.ModSeq)
        {
            folder.Messages.Replace(position, entry);
            (HasSameFlags(known, entry) ? touched : flagged).Add(entry.Uid);
        }

        return false;
    }

    public static bool HasSameFlags(in MessageEntry a, in MessageEntry b) =>
        a.Flags == b.Flags
        && (a.Keywords.IsDefaultOrEmpty ? b.Keywords.IsDefaultOrEmpty : !b.Keywords.IsDefaultOrEmpty && Keywords.Same(a.Keywords, b.Keywords));

    private static void NoteGone(SelectedFolder folder, UidSet expunged)
    {
        if (!expunged.IsEmpty)
        {
            folder.Gone = folder.Gone.IsEmpty ? expunged : UidSet.From(folder.Gone.Ranges.Concat(expunged.Ranges));
        }
    }
}
