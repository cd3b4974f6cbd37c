using Mail.Gateway.Imap.Bodies;
using Mail.Gateway.Imap.Folders;
using Mail.Gateway.Imap.Search;
using Mail.Gateway.Imap.Session;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>SEARCH and UID SEARCH (RFC 3501 section 6.4.4, RFC 4731).</summary>
internal sealed class SearchCommandHandler(MessageReader reader) : IImapCommandHandler
{
    public IReadOnlyList<ImapVerb> Verbs => [ImapVerb.Search];

    public async ValueTask<ImapReply> HandleAsync(ImapSessionContext session, ImapCommand command)
    {
        var search = (SearchCommand)command;
        session.CondStore |= search.UsesModSeq;
        var found = await new SearchRun(session, search.Key, reader).RunAsync().ConfigureAwait(false);
        if (search.Return is { } wanted)
        {
            WriteExtended(session, search, wanted, found);
        }
        else
        {
            await WritePlainAsync(session, search, found).ConfigureAwait(false);
        }

        return ImapReply.Ok("SEARCH completed");
    }

    private static uint NumberOf(MessageTable messages, int position, bool byUid) => byUid ? messages[position].Uid : (uint)position + 1;

    private static async ValueTask WritePlainAsync(ImapSessionContext session, SearchCommand search, List<int> found)
    {
        var messages = session.Folder.Messages;
        session.Writer.Raw("* SEARCH"u8);
        foreach (var position in found)
        {
            session.Writer.Raw(" "u8);
            session.Writer.Number(NumberOf(messages, position, search.ByUid));
            await session.Output.FlushIfFullAsync().ConfigureAwait(false);
        }

        if (search.UsesModSeq && found.Count > 0)
        {
            session.Writer.Raw(" (MODSEQ "u8);
            session.Writer.Number((ulong)found.Max(p => messages[p].ModSeq));
            session.Writer.Raw(")"u8);
        }

        session.Writer.CrLf();
    }

    private static void WriteExtended(ImapSessionContext session, SearchCommand search, SearchReturn wanted, List<int> found)
    {
        var (writer, messages) = (session.Writer, session.Folder.Messages);
        writer.Raw("* ESEARCH (TAG "u8);
        writer.String(search.Tag);
        writer.Raw(search.ByUid ? ") UID"u8 : ")"u8);
        if (found.Count > 0)
        {
            Pair(writer, wanted, SearchReturn.Min, " MIN "u8, NumberOf(messages, found[0], search.ByUid));
            Pair(writer, wanted, SearchReturn.Max, " MAX "u8, NumberOf(messages, found[^1], search.ByUid));
            if ((wanted & SearchReturn.All) != 0)
            {
                var set = new UidSetBuilder();
                found.ForEach(p => set.Add(NumberOf(messages, p, search.ByUid)));
                writer.Raw(" ALL "u8);
                writer.Ascii(set.ToString());
            }
        }

        Pair(writer, wanted, SearchReturn.Count, " COUNT "u8, (uint)found.Count);
        if (search.UsesModSeq && found.Count > 0)
        {
            writer.Raw(" MODSEQ "u8);
            writer.Number((ulong)found.Max(p => messages[p].ModSeq));
        }

        writer.CrLf();
    }

    private static void Pair(ImapResponseWriter writer, SearchReturn wanted, SearchReturn item, ReadOnlySpan<byte> name, uint value)
    {
        if ((wanted & item) != 0)
        {
            writer.Raw(name);
            writer.Number(value);
        }
    }
}
