namespace Mail.Protocols.Imap;

/// <summary>Arguments of LIST and LSUB.</summary>
internal static class ListParser
{
    private const int MostPatterns = 100;

    public static ImapParseResult Parse(ref ImapReader reader, string tag, ImapVerb verb) => ImapParseResult.Of(
        verb == ImapVerb.Lsub ? Lsub(ref reader, tag) : List(ref reader, tag), tag, "Expected reference name, pattern and known options");

    private static ImapCommand? Lsub(ref ImapReader reader, string tag) =>
        reader.Space() && reader.ListMailbox(out var reference) && reader.Space() && reader.ListMailbox(out var pattern) && reader.End()
            ? new ListCommand(tag, ImapVerb.Lsub, reference, [pattern], ListSelection.Subscribed, ListReturn.None, default, IsExtended: false)
            : null;

    private static ImapCommand? List(ref ImapReader reader, string tag)
    {
        var select = ListSelection.None;
        var returns = ListReturn.None;
        var status = ImapStatusItems.None;
        if (!reader.Space())
        {
            return null;
        }

        var extended = reader.Next == '(';
        if (extended && (!Selection(ref reader, out select) || !reader.Space()))
        {
            return null;
        }

        if (!reader.ListMailbox(out var reference) || !reader.Space() || !Patterns(ref reader, out var patterns, ref extended))
        {
            return null;
        }

        if (!reader.End())
        {
            extended = true;
            if (!reader.Keyword("RETURN"u8) || !reader.Space() || !Returns(ref reader, out returns, out status) || !reader.End())
            {
                return null;
            }
        }

        // RFC 5258 section 3.1: RECURSIVEMATCH needs a selection that it can recurse for.
        return select is ListSelection.RecursiveMatch or (ListSelection.RecursiveMatch | ListSelection.Remote)
            ? null
            : new ListCommand(tag, ImapVerb.List, reference, patterns, select, returns, status, extended);
    }

    private static bool Patterns(ref ImapReader reader, out List<string> patterns, ref bool extended)
    {
        patterns = [];
        if (!reader.Char('('))
        {
            var single = reader.ListMailbox(out var pattern);
            patterns.Add(pattern);
            return single;
        }

        extended = true;
        while (!reader.Char(')'))
        {
            if (patterns.Count == MostPatterns || !reader.ListMailbox(out var pattern) || (!reader.Space() && reader.Next != ')'))
            {
                return false;
            }

            patterns.Add(pattern);
        }

        return patterns.Count > 0;
    }

    private static bool Selection(ref ImapReader reader, out ListSelection select)
    {
        select = ListSelection.None;
        reader.Char('(');
        while (!reader.Char(')'))
        {
            var option = reader.Keyword("SUBSCRIBED"u8) ? ListSelection.Subscribed
                : reader.Keyword("REMOTE"u8) ? ListSelection.Remote
                : reader.Keyword("RECURSIVEMATCH"u8) ? ListSelection.RecursiveMatch
                : reader.Keyword("SPECIAL-USE"u8) ? ListSelection.SpecialUse
                : ListSelection.None;
            if (option == ListSelection.None || (!reader.Space() && reader.Next != ')'))
            {
                return false;
            }

            select |= option;
        }

        return true;
    }

    private static bool Returns(ref ImapReader reader, out ListReturn returns, out ImapStatusItems status)
    {
        returns = ListReturn.None;
        status = ImapStatusItems.None;
        if (!reader.Char('('))
        {
            return false;
        }

        while (!reader.Char(')'))
        {
            var option = reader.Keyword("SUBSCRIBED"u8) ? ListReturn.Subscribed
                : reader.Keyword("CHILDREN"u8) ? ListReturn.Children
                : reader.Keyword("SPECIAL-USE"u8) ? ListReturn.SpecialUse
                : reader.Keyword("STATUS"u8) ? ListReturn.Status
                : ListReturn.None;
            if (option == ListReturn.Status
                && (!reader.Space() || (status = MailboxCommandsParser.StatusItems(ref reader)) == ImapStatusItems.None))
            {
                return false;
            }

            if (option == ListReturn.None || (!reader.Space() && reader.Next != ')'))
            {
                return false;
            }

            returns |= option;
        }

        return true;
    }
}
