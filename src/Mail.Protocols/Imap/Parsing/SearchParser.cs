namespace Mail.Protocols.Imap;

/// <summary>Arguments of SEARCH (RFC 3501 section 6.4.4, RFC 4731).</summary>
internal static class SearchParser
{
    public static ImapParseResult Parse(ref ImapReader reader, string tag, bool byUid)
    {
        SearchReturn? returns = null;
        if (!reader.Space())
        {
            return ImapParseResult.Bad(tag, "Expected search keys");
        }

        if (reader.Keyword("RETURN"u8) && (!reader.Space() || !Returns(ref reader, out returns) || !reader.Space()))
        {
            return ImapParseResult.Bad(tag, "Expected RETURN (MIN MAX ALL COUNT)");
        }

        if (reader.Keyword("CHARSET"u8))
        {
            if (!reader.Space() || !reader.AStringText(out var charset) || !reader.Space())
            {
                return ImapParseResult.Bad(tag, "Expected a charset");
            }

            if (!charset.Equals("UTF-8", StringComparison.OrdinalIgnoreCase) && !charset.Equals("US-ASCII", StringComparison.OrdinalIgnoreCase))
            {
                return new ImapParseResult(null, tag, ImapReply.No("Unknown charset", ImapResponseCode.BadCharset));
            }
        }

        var keys = new SearchKeyParser();
        var key = keys.All(ref reader);
        if (keys.IsBeyondLimits)
        {
            return new ImapParseResult(null, tag, ImapReply.No(SearchKeyParser.Limits, ImapResponseCode.Limit));
        }

        return ImapParseResult.Of(
            key is null ? null : new SearchCommand(tag, key, returns) { ByUid = byUid, UsesModSeq = keys.UsesModSeq },
            tag,
            "Invalid search keys");
    }

    private static bool Returns(ref ImapReader reader, out SearchReturn? returns)
    {
        returns = null;
        var options = SearchReturn.None;
        if (!reader.Char('('))
        {
            return false;
        }

        reader.Space();
        while (!reader.Char(')'))
        {
            var option = reader.Keyword("MIN"u8) ? SearchReturn.Min
                : reader.Keyword("MAX"u8) ? SearchReturn.Max
                : reader.Keyword("ALL"u8) ? SearchReturn.All
                : reader.Keyword("COUNT"u8) ? SearchReturn.Count
                : SearchReturn.None;
            if (option == SearchReturn.None || (!reader.Space() && reader.Next != ')'))
            {
                return false;
            }

            options |= option;
        }

        // RFC 4731 section 3.1: an empty list means ALL.
        returns = options == SearchReturn.None ? SearchReturn.All : options;
        return true;
    }
}
