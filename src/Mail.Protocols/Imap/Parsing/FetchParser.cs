namespace Mail.Protocols.Imap;

/// <summary>Arguments of FETCH (RFC 3501 section 6.4.5).</summary>
internal static class FetchParser
{
    private const int MostSections = 100;
    private const FetchItems Fast = FetchItems.Flags | FetchItems.InternalDate | FetchItems.Rfc822Size;

    public static ImapParseResult Parse(ref ImapReader reader, string tag, bool byUid)
    {
        if (!reader.Space() || !reader.Set(out var set) || !reader.Space())
        {
            return ImapParseResult.Bad(tag, "Expected a sequence set");
        }

        return ImapParseResult.Of(Items(ref reader, tag, set, byUid), tag, "Expected known data items");
    }

    private static ImapCommand? Items(ref ImapReader reader, string tag, ImapSequenceSet set, bool byUid)
    {
        var items = byUid ? FetchItems.Uid : FetchItems.None;
        var sections = new List<FetchSection>();
        if (!Macro(ref reader, ref items) && !List(ref reader, ref items, sections))
        {
            return null;
        }

        ulong? changedSince = null;
        if (!reader.End())
        {
            if (!reader.Char('(') || !reader.Keyword("CHANGEDSINCE"u8) || !reader.Space() || !reader.Number64(out var value)
                || !reader.Char(')') || !reader.End())
            {
                return null;
            }

            // RFC 7162 section 3.1.4.1: CHANGEDSINCE adds MODSEQ to what is asked for. Its grammar has no 0, Thunderbird sends it for "all".
            changedSince = value;
            items |= FetchItems.ModSeq;
        }

        return new FetchCommand(tag, set, items, sections, changedSince) { ByUid = byUid };
    }

    private static bool Macro(ref ImapReader reader, ref FetchItems items)
    {
        var macro = reader.Keyword("ALL"u8) ? Fast | FetchItems.Envelope
            : reader.Keyword("FAST"u8) ? Fast
            : reader.Keyword("FULL"u8) ? Fast | FetchItems.Envelope | FetchItems.Body
            : FetchItems.None;
        items |= macro;
        return macro != FetchItems.None;
    }

    private static bool List(ref ImapReader reader, ref FetchItems items, List<FetchSection> sections)
    {
        if (!reader.Char('('))
        {
            return Item(ref reader, ref items, sections);
        }

        reader.Space();
        while (!reader.Char(')'))
        {
            if (!Item(ref reader, ref items, sections) || (!reader.Space() && reader.Next != ')'))
            {
                return false;
            }
        }

        return items != FetchItems.None || sections.Count > 0;
    }

    private static bool Item(ref ImapReader reader, ref FetchItems items, List<FetchSection> sections)
    {
        var item = Simple(ref reader);
        items |= item;
        if (item != FetchItems.None)
        {
            return true;
        }

        if (SectionParser.Rfc822(ref reader) is { } old)
        {
            sections.Add(old);
        }
        else if (reader.Keyword("BODY.PEEK"u8))
        {
            return sections.Count < MostSections && SectionParser.TryAdd(ref reader, peek: true, sections);
        }
        else if (!reader.Keyword("BODY"u8))
        {
            return false;
        }
        else if (reader.Next == '[')
        {
            return sections.Count < MostSections && SectionParser.TryAdd(ref reader, peek: false, sections);
        }
        else
        {
            items |= FetchItems.Body;
        }

        return sections.Count <= MostSections;
    }

    private static FetchItems Simple(ref ImapReader reader) =>
        reader.Keyword("UID"u8) ? FetchItems.Uid
        : reader.Keyword("FLAGS"u8) ? FetchItems.Flags
        : reader.Keyword("INTERNALDATE"u8) ? FetchItems.InternalDate
        : reader.Keyword("RFC822.SIZE"u8) ? FetchItems.Rfc822Size
        : reader.Keyword("ENVELOPE"u8) ? FetchItems.Envelope
        : reader.Keyword("BODYSTRUCTURE"u8) ? FetchItems.BodyStructure
        : reader.Keyword("MODSEQ"u8) ? FetchItems.ModSeq
        : FetchItems.None;
}
