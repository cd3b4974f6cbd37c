using Mail.Domain.Mailboxes;

namespace Mail.Protocols.Imap;

/// <summary>Arguments of STORE, COPY, MOVE and UID EXPUNGE.</summary>
internal static class MessageCommandsParser
{
    public static ImapParseResult Parse(ref ImapReader reader, string tag, ImapVerb verb, bool byUid)
    {
        if (!reader.Space() || !reader.Set(out var set) || !reader.Space())
        {
            return ImapParseResult.Bad(tag, "Expected a sequence set");
        }

        if (verb == ImapVerb.Store)
        {
            return ImapParseResult.Of(Store(ref reader, tag, set, byUid), tag, "Expected FLAGS, +FLAGS or -FLAGS and valid flags");
        }

        return ImapParseResult.Of(
            reader.Mailbox(out var mailbox) && reader.End() ? new CopyCommand(tag, verb, set, mailbox) { ByUid = byUid } : null,
            tag,
            "Expected a mailbox name");
    }

    public static ImapParseResult UidExpunge(ref ImapReader reader, string tag) => ImapParseResult.Of(
        reader.Space() && reader.Set(out var set) && reader.End() ? new UidExpungeCommand(tag, set) { ByUid = true } : null,
        tag,
        "Expected a UID set");

    private static ImapCommand? Store(ref ImapReader reader, string tag, ImapSequenceSet set, bool byUid)
    {
        ulong? unchangedSince = null;
        if (reader.Char('('))
        {
            if (!reader.Keyword("UNCHANGEDSINCE"u8) || !reader.Space() || !reader.Number64(out var value) || !reader.Char(')')
                || !reader.Space())
            {
                return null;
            }

            unchangedSince = value;
        }

        var mode = reader.Char('+') ? FlagOperation.Add : reader.Char('-') ? FlagOperation.Remove : FlagOperation.Replace;
        var silent = reader.Keyword("FLAGS.SILENT"u8);
        if ((!silent && !reader.Keyword("FLAGS"u8)) || !reader.Space() || !Flags(ref reader, out var flags) || !reader.End())
        {
            return null;
        }

        return new StoreCommand(tag, set, mode, silent, flags, unchangedSince) { ByUid = byUid };
    }

    private static bool Flags(ref ImapReader reader, out ImapFlagList flags)
    {
        if (reader.Next == '(')
        {
            return reader.FlagList(out flags);
        }

        var system = MessageFlags.None;
        var keywords = new List<string>();
        flags = ImapFlagList.Empty;
        while (!reader.End())
        {
            if (!reader.Flag(ref system, keywords))
            {
                return false;
            }
        }

        flags = new ImapFlagList(system, keywords);
        return system != MessageFlags.None || keywords.Count > 0;
    }
}
