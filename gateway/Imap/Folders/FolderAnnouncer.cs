using Mail.Domain.Mailboxes;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Folders;

/// <summary>Writes the untagged responses that tell a client of changes in its selected folder.</summary>
internal static class FolderAnnouncer
{
    /// <summary>EXPUNGE if allowed, EXISTS, FLAGS and FETCH, in that order.</summary>
    /// <param name="writer">Where the responses go.</param>
    /// <param name="folder">The folder, already up to date.</param>
    /// <param name="delta">What was read.</param>
    /// <param name="mayExpunge">Whether numbers may shift now.</param>
    /// <param name="condStore">Whether the client wants mod-sequences (RFC 7162 section 3.1).</param>
    public static void Write(ImapResponseWriter writer, SelectedFolder folder, FolderDelta delta, bool mayExpunge, bool condStore)
    {
        if (mayExpunge)
        {
            Expunged(writer, folder.DropGone());
        }

        if (delta.Grew)
        {
            writer.Numbered((uint)folder.Messages.Count, "EXISTS"u8);
        }

        if (delta.NewKeywords)
        {
            Flags(writer, folder);
        }

        foreach (var uid in condStore ? delta.Flagged.Concat(delta.Touched) : delta.Flagged)
        {
            var position = folder.Messages.Find(uid);
            if (position >= 0)
            {
                Flags(writer, position, folder.Messages[position], condStore, withFlags: true);
            }
        }
    }

    /// <summary>From the last to the first, so that no number shifts before it is said.</summary>
    public static void Expunged(ImapResponseWriter writer, List<int> positions)
    {
        for (var i = positions.Count - 1; i >= 0; i--)
        {
            writer.Numbered((uint)positions[i] + 1, "EXPUNGE"u8);
        }
    }

    /// <summary>The flags in use in the folder.</summary>
    public static void Flags(ImapResponseWriter writer, SelectedFolder folder)
    {
        writer.Raw("* FLAGS "u8);
        writer.Flags(AllSystemFlags, [.. folder.Keywords]);
        writer.CrLf();
    }

    /// <summary>FETCH with UID and what a change of flags means.</summary>
    public static void Flags(ImapResponseWriter writer, int position, in MessageEntry entry, bool withModSeq, bool withFlags)
    {
        writer.Raw("* "u8);
        writer.Number((ulong)position + 1);
        writer.Raw(" FETCH (UID "u8);
        writer.Number(entry.Uid);
        if (withFlags)
        {
            writer.Raw(" FLAGS "u8);
            writer.Flags(entry.Flags, entry.Keywords.IsDefaultOrEmpty ? [] : entry.Keywords.AsSpan());
        }

        if (withModSeq)
        {
            writer.Raw(" MODSEQ ("u8);
            writer.Number((ulong)entry.ModSeq);
            writer.Raw(")"u8);
        }

        writer.Raw(")\r\n"u8);
    }

    public const MessageFlags AllSystemFlags =
        MessageFlags.Answered | MessageFlags.Flagged | MessageFlags.Deleted | MessageFlags.Seen | MessageFlags.Draft;
}
