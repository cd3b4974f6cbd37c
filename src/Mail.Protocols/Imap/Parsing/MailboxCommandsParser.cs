using System.Text;

namespace Mail.Protocols.Imap;

/// <summary>Arguments of the commands that name a mailbox.</summary>
internal static class MailboxCommandsParser
{
    private const int MostAttributes = 10;

    public static ImapParseResult Parse(ref ImapReader reader, string tag, ImapVerb verb)
    {
        if (!reader.Space() || !reader.Mailbox(out var mailbox))
        {
            return ImapParseResult.Bad(tag, "Expected a mailbox name");
        }

        return verb switch
        {
            ImapVerb.Select or ImapVerb.Examine =>
                ImapParseResult.Of(Select(ref reader, tag, verb, mailbox), tag, "Unknown parameter"),
            ImapVerb.Create => ImapParseResult.Of(Create(ref reader, tag, mailbox), tag, "Expected USE (attributes)"),
            ImapVerb.Rename => ImapParseResult.Of(Rename(ref reader, tag, mailbox), tag, "Expected the new mailbox name"),
            ImapVerb.Status => ImapParseResult.Of(Status(ref reader, tag, mailbox), tag, "Expected status items"),
            ImapVerb.Append => ImapParseResult.Of(Append(ref reader, tag, mailbox), tag, "Expected flags, date and message literal"),
            _ => ImapParseResult.Of(reader.End() ? new MailboxCommand(tag, verb, mailbox) : null, tag, "Unexpected argument"),
        };
    }

    /// <summary>The items of STATUS in parentheses; None if they do not parse.</summary>
    public static ImapStatusItems StatusItems(ref ImapReader reader)
    {
        var items = ImapStatusItems.None;
        if (!reader.Char('('))
        {
            return ImapStatusItems.None;
        }

        reader.Space();
        while (!reader.Char(')'))
        {
            var item = StatusItem(ref reader);
            if (item == ImapStatusItems.None || (!reader.Space() && reader.Next != ')'))
            {
                return ImapStatusItems.None;
            }

            items |= item;
        }

        return items;
    }

    private static ImapStatusItems StatusItem(ref ImapReader reader) =>
        reader.Keyword("MESSAGES"u8) ? ImapStatusItems.Messages
        : reader.Keyword("RECENT"u8) ? ImapStatusItems.Recent
        : reader.Keyword("UIDNEXT"u8) ? ImapStatusItems.UidNext
        : reader.Keyword("UIDVALIDITY"u8) ? ImapStatusItems.UidValidity
        : reader.Keyword("UNSEEN"u8) ? ImapStatusItems.Unseen
        : reader.Keyword("HIGHESTMODSEQ"u8) ? ImapStatusItems.HighestModSeq
        : reader.Keyword("SIZE"u8) ? ImapStatusItems.Size
        : reader.Keyword("DELETED"u8) ? ImapStatusItems.Deleted
        : reader.Keyword("APPENDLIMIT"u8) ? ImapStatusItems.AppendLimit
        : ImapStatusItems.None;

    private static ImapCommand? Select(ref ImapReader reader, string tag, ImapVerb verb, string mailbox)
    {
        if (reader.End())
        {
            return new SelectCommand(tag, verb, mailbox, CondStore: false);
        }

        return reader.Char('(') && reader.Keyword("CONDSTORE"u8) && reader.Char(')') && reader.End()
            ? new SelectCommand(tag, verb, mailbox, CondStore: true)
            : null;
    }

    private static ImapCommand? Create(ref ImapReader reader, string tag, string mailbox)
    {
        var attributes = new List<string>();
        if (reader.End())
        {
            return new CreateCommand(tag, mailbox, attributes);
        }

        if (!reader.Char('(') || !reader.Keyword("USE"u8) || !reader.Space() || !reader.Char('('))
        {
            return null;
        }

        reader.Space();
        while (!reader.Char(')'))
        {
            if (attributes.Count == MostAttributes || !reader.Char('\\') || !reader.Atom(out var name)
                || (!reader.Space() && reader.Next != ')'))
            {
                return null;
            }

            attributes.Add("\\" + Encoding.ASCII.GetString(name));
        }

        return reader.Char(')') && reader.End() ? new CreateCommand(tag, mailbox, attributes) : null;
    }

    private static ImapCommand? Rename(ref ImapReader reader, string tag, string from) =>
        reader.Space() && reader.Mailbox(out var to) && reader.End() ? new RenameCommand(tag, from, to) : null;

    private static ImapCommand? Status(ref ImapReader reader, string tag, string mailbox) =>
        reader.Space() && StatusItems(ref reader) is var items and not ImapStatusItems.None && reader.End()
            ? new StatusCommand(tag, mailbox, items)
            : null;

    private static ImapCommand? Append(ref ImapReader reader, string tag, string mailbox)
    {
        var flags = ImapFlagList.Empty;
        if (!reader.Space() || (reader.Next == '(' && (!reader.FlagList(out flags) || !reader.Space())))
        {
            return null;
        }

        DateTimeOffset? date = null;
        if (reader.Next == '"')
        {
            if (!reader.String(out var text) || !ImapDate.TryParseDateTime(text, out var value) || !reader.Space())
            {
                return null;
            }

            date = value;
        }

        var utf8 = reader.Keyword("UTF8"u8);
        if (utf8 && (!reader.Space() || !reader.Char('(')))
        {
            return null;
        }

        reader.Char('~');
        if (!reader.Char('{') || !reader.Number64(out var size))
        {
            return null;
        }

        var nonSync = reader.Char('+');
        return reader.Char('}') && reader.End() ? new AppendCommand(tag, mailbox, flags, date, (long)size, nonSync, utf8) : null;
    }
}
