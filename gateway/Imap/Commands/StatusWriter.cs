using Mail.Contracts.Mailboxes;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>STATUS responses, for STATUS and for LIST (RFC 5819).</summary>
internal sealed class StatusWriter(ImapOptions options)
{
    public void Write(ImapResponseWriter writer, FolderView folder, ImapStatusItems items)
    {
        writer.Raw("* STATUS "u8);
        writer.MailboxName(folder.Name.Value);
        writer.Raw(" "u8);
        writer.StatusItems(Values(folder, items));
        writer.CrLf();
    }

    private IEnumerable<(string Name, ulong Value)> Values(FolderView folder, ImapStatusItems items)
    {
        (ImapStatusItems Item, string Name, ulong Value)[] all =
        [
            (ImapStatusItems.Messages, "MESSAGES", (ulong)folder.Messages),
            (ImapStatusItems.Recent, "RECENT", 0),
            (ImapStatusItems.UidNext, "UIDNEXT", folder.UidNext),
            (ImapStatusItems.UidValidity, "UIDVALIDITY", folder.UidValidity),
            (ImapStatusItems.Unseen, "UNSEEN", (ulong)folder.Unseen),
            (ImapStatusItems.Deleted, "DELETED", (ulong)folder.Deleted),
            (ImapStatusItems.Size, "SIZE", (ulong)folder.Bytes),
            (ImapStatusItems.HighestModSeq, "HIGHESTMODSEQ", (ulong)folder.HighestModSeq),
            (ImapStatusItems.AppendLimit, "APPENDLIMIT", (ulong)options.MaxMessage),
        ];
        return all.Where(i => (items & i.Item) != 0).Select(i => (i.Name, i.Value));
    }
}
