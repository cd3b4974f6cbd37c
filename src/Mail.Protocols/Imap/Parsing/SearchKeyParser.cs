using System.Text;
using Mail.Domain.Mailboxes;

namespace Mail.Protocols.Imap;

/// <summary>Search keys, with a bound on their depth and number.</summary>
internal sealed class SearchKeyParser
{
    /// <summary>What a client is told that asks for more.</summary>
    public const string Limits = "At most 10,000 search keys, 1,000 of them with a text, nested at most 500 deep";

    // The parser and whoever reads the keys recurse: a level costs each of them some hundred octets of the stack.
    private const int Deepest = 500;
    private const int MostKeys = 10_000;
    private const int MostTexts = 1000;

    private int _depth;
    private int _count;
    private int _texts;

    /// <summary>Whether the keys did not parse since there are too many or too deep ones.</summary>
    public bool IsBeyondLimits { get; private set; }

    public bool UsesModSeq { get; private set; }

    /// <summary>All keys up to the end of the command; null if they do not parse.</summary>
    public SearchKey? All(ref ImapReader reader)
    {
        var keys = new List<SearchKey>();
        while (!reader.AtEnd)
        {
            if (Key(ref reader) is not { } key || (!reader.Space() && !reader.AtEnd))
            {
                return null;
            }

            keys.Add(key);
        }

        return Join(keys);
    }

    private static SearchKey? Join(List<SearchKey> keys) => keys.Count switch
    {
        0 => null,
        1 => keys[0],
        _ => new AndKey(keys),
    };

    private SearchKey? Key(ref ImapReader reader)
    {
        if (++_count > MostKeys || _depth >= Deepest)
        {
            IsBeyondLimits = true;
            return null;
        }

        _depth++;
        var key = reader.Next switch
        {
            '(' => Group(ref reader),
            (>= '0' and <= '9') or '*' => reader.Set(out var set) ? new SetKey(set, IsUid: false) : null,
            _ => reader.Atom(out var name) && name.Length <= 16 ? Named(ref reader, Encoding.ASCII.GetString(name).ToUpperInvariant()) : null,
        };
        _depth--;
        return key;
    }

    private SearchKey? Group(ref ImapReader reader)
    {
        var keys = new List<SearchKey>();
        reader.Char('(');
        reader.Space();
        while (!reader.Char(')'))
        {
            if (Key(ref reader) is not { } key || (!reader.Space() && reader.Next != ')'))
            {
                return null;
            }

            keys.Add(key);
        }

        return Join(keys);
    }

    // What nests stands apart from the rest, so that its frames are small.
    private SearchKey? Named(ref ImapReader reader, string name) => name switch
    {
        "NOT" => reader.Space() && Key(ref reader) is { } key ? new NotKey(key) : null,
        "OR" => Or(ref reader),
        _ => Flag(name) ?? Plain(ref reader, name),
    };

    private SearchKey? Plain(ref ImapReader reader, string name) => name switch
    {
        "UID" => reader.Space() && reader.Set(out var set) ? new SetKey(set, IsUid: true) : null,
        "KEYWORD" => Keyword(ref reader, isSet: true),
        "UNKEYWORD" => Keyword(ref reader, isSet: false),
        "LARGER" => Size(ref reader, larger: true),
        "SMALLER" => Size(ref reader, larger: false),
        "BEFORE" => Date(ref reader, DateComparison.Before, sent: false),
        "ON" => Date(ref reader, DateComparison.On, sent: false),
        "SINCE" => Date(ref reader, DateComparison.Since, sent: false),
        "SENTBEFORE" => Date(ref reader, DateComparison.Before, sent: true),
        "SENTON" => Date(ref reader, DateComparison.On, sent: true),
        "SENTSINCE" => Date(ref reader, DateComparison.Since, sent: true),
        "BODY" => Text(ref reader, t => new TextKey(t, WithHeader: false)),
        "TEXT" => Text(ref reader, t => new TextKey(t, WithHeader: true)),
        "BCC" or "CC" or "FROM" or "SUBJECT" or "TO" => Text(ref reader, t => new HeaderKey(name, t)),
        "HEADER" => reader.Space() && reader.AStringText(out var field) ? Text(ref reader, t => new HeaderKey(field, t)) : null,
        "MODSEQ" => ModSeq(ref reader),
        _ => null,
    };

    /// <summary>There is no \Recent here (RFC 9051 dropped it), so nothing is RECENT or NEW and everything is OLD.</summary>
    private static SearchKey? Flag(string name) => name switch
    {
        "ALL" or "OLD" => new AllKey(),
        "NEW" or "RECENT" => new NoneKey(),
        "ANSWERED" => new SystemFlagKey(MessageFlags.Answered, true),
        "UNANSWERED" => new SystemFlagKey(MessageFlags.Answered, false),
        "DELETED" => new SystemFlagKey(MessageFlags.Deleted, true),
        "UNDELETED" => new SystemFlagKey(MessageFlags.Deleted, false),
        "DRAFT" => new SystemFlagKey(MessageFlags.Draft, true),
        "UNDRAFT" => new SystemFlagKey(MessageFlags.Draft, false),
        "FLAGGED" => new SystemFlagKey(MessageFlags.Flagged, true),
        "UNFLAGGED" => new SystemFlagKey(MessageFlags.Flagged, false),
        "SEEN" => new SystemFlagKey(MessageFlags.Seen, true),
        "UNSEEN" => new SystemFlagKey(MessageFlags.Seen, false),
        _ => null,
    };

    private SearchKey? Or(ref ImapReader reader) =>
        reader.Space() && Key(ref reader) is { } left && reader.Space() && Key(ref reader) is { } right ? new OrKey(left, right) : null;

    private static SearchKey? Keyword(ref ImapReader reader, bool isSet) =>
        reader.Space() && reader.Atom(out var name) ? new KeywordKey(Encoding.ASCII.GetString(name), isSet) : null;

    private static SearchKey? Size(ref ImapReader reader, bool larger) =>
        reader.Space() && reader.Number(out var octets) ? new SizeKey(larger, octets) : null;

    private static SearchKey? Date(ref ImapReader reader, DateComparison comparison, bool sent) =>
        reader.Space() && reader.AString(out var text) && ImapDate.TryParseDate(text, out var date)
            ? new DateKey(comparison, date, sent)
            : null;

    private SearchKey? Text(ref ImapReader reader, Func<string, SearchKey> make)
    {
        if (++_texts > MostTexts)
        {
            IsBeyondLimits = true;
            return null;
        }

        return reader.Space() && reader.AStringText(out var text) ? make(text) : null;
    }

    /// <summary>MODSEQ with the entry name and type of RFC 7162 section 3.1.5, which do not matter: one mod-sequence a message.</summary>
    private SearchKey? ModSeq(ref ImapReader reader)
    {
        if (!reader.Space())
        {
            return null;
        }

        if (reader.Next == '"' && (!reader.String(out _) || !reader.Space() || !reader.Atom(out _) || !reader.Space()))
        {
            return null;
        }

        UsesModSeq = true;
        return reader.Number64(out var value) ? new ModSeqKey(value) : null;
    }
}
