using System.Collections.Immutable;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Gateway.Imap.Folders;
using Mail.Gateway.Imap.Session;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>STORE and UID STORE (RFC 3501 section 6.4.6, RFC 7162 section 3.1.3).</summary>
internal sealed class StoreCommandHandler(ImapOptions options) : IImapCommandHandler
{
    public IReadOnlyList<ImapVerb> Verbs => [ImapVerb.Store];

    public async ValueTask<ImapReply> HandleAsync(ImapSessionContext session, ImapCommand command)
    {
        var store = (StoreCommand)command;
        var folder = session.Folder;
        if (folder.IsReadOnly)
        {
            return ImapReply.No("Mailbox is read-only", ImapResponseCode.NoPermission);
        }

        if (!folder.TryResolve(store.Set, store.ByUid, out var positions))
        {
            return ImapReply.Bad("No such message");
        }

        if (store.Mode != FlagOperation.Remove && Exceeds(folder, store.Flags.Keywords))
        {
            return ImapReply.No("Too many keywords in this mailbox", ImapResponseCode.Limit);
        }

        session.CondStore |= store.UnchangedSince is not null;
        if (positions.Count == 0)
        {
            return ImapReply.Ok("STORE completed");
        }

        var refused = new List<UidRange>();
        foreach (var uids in folder.UidsAt(positions).Split(MailboxLimits.MessagesAtOnce))
        {
            var result = await session.Mailbox.StoreFlagsAsync(Request(folder, store, uids)).ConfigureAwait(false);
            await ReportAsync(session, store, result).ConfigureAwait(false);
            refused.AddRange(result.Refused);
        }

        return refused.Count == 0
            ? ImapReply.Ok("STORE completed")
            : ImapReply.Ok("Some messages have changed meanwhile", Modified(folder, store.ByUid, positions, UidSet.From(refused)));
    }

    private bool Exceeds(SelectedFolder folder, IReadOnlyList<string> keywords) =>
        keywords.Count > 0 && folder.Keywords.Count + keywords.Count(k => !folder.Keywords.Contains(k)) > options.MaxKeywordsPerFolder;

    private static StoreFlags Request(SelectedFolder folder, StoreCommand store, UidSet uids) => new(
        folder.FolderNo,
        uids,
        store.Mode,
        store.Flags.System,
        [.. store.Flags.Keywords],
        store.UnchangedSince is { } since ? (long)since : null);

    private static async ValueTask ReportAsync(ImapSessionContext session, StoreCommand store, StoreFlagsResult result)
    {
        var folder = session.Folder;
        var newKeywords = false;
        foreach (var entry in result.Messages)
        {
            newKeywords |= folder.Learn(entry);
        }

        if (newKeywords)
        {
            FolderAnnouncer.Flags(session.Writer, folder);
        }

        foreach (var entry in result.Messages)
        {
            var position = folder.Messages.Find(entry.Uid);
            if (position < 0)
            {
                continue;
            }

            var known = folder.Messages[position];
            var changedByOthers = store.Silent && WasChangedByOthers(known, entry, store);
            if (entry.ModSeq > known.ModSeq)
            {
                folder.Messages.Replace(position, entry);
            }

            // RFC 7162 section 3.1.3: even .SILENT reports the new mod-sequence to a client that knows them.
            if (!result.Refused.Contains(entry.Uid) && (!store.Silent || changedByOthers || session.CondStore))
            {
                FolderAnnouncer.Flags(session.Writer, position, entry, session.CondStore, withFlags: !store.Silent || changedByOthers);
                await session.Output.FlushIfFullAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether the outcome is not what the client must expect, so that .SILENT does not hold (RFC 3501 section 6.4.6).</summary>
    private static bool WasChangedByOthers(in MessageEntry known, in MessageEntry now, StoreCommand store)
    {
        var given = store.Flags.System;
        var flags = store.Mode switch
        {
            FlagOperation.Add => known.Flags | given,
            FlagOperation.Remove => known.Flags & ~given,
            _ => given,
        };
        var keywords = Keywords.Apply(
            known.Keywords.IsDefault ? Keywords.None : known.Keywords, store.Mode, [.. store.Flags.Keywords]);
        return !FolderChangeReader.HasSameFlags(known with { Flags = flags, Keywords = keywords }, now);
    }

    private static string Modified(SelectedFolder folder, bool byUid, List<(int From, int To)> positions, UidSet refused)
    {
        var set = new UidSetBuilder();
        foreach (var (from, to) in positions)
        {
            for (var i = from; i <= to; i++)
            {
                if (refused.Contains(folder.Messages[i].Uid))
                {
                    set.Add(byUid ? folder.Messages[i].Uid : (uint)i + 1);
                }
            }
        }

        return ImapResponseCode.Modified(set);
    }
}
