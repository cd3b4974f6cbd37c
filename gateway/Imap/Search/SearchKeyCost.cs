using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Search;

/// <summary>What must be read of a message before a condition can be decided; each level includes those below.</summary>
internal enum SearchLevel { Entry, Summary, Header, Message }

/// <summary>Tells which levels a condition can need.</summary>
internal static class SearchKeyCost
{
    public static SearchLevel HighestOf(SearchKey key) => key switch
    {
        AndKey and => and.Keys.Max(HighestOf),
        OrKey or => (SearchLevel)Math.Max((int)HighestOf(or.Left), (int)HighestOf(or.Right)),
        NotKey not => HighestOf(not.Key),
        TextKey => SearchLevel.Message,
        HeaderKey => SearchLevel.Header,
        DateKey { IsSent: true } => SearchLevel.Header,
        _ => SearchLevel.Entry,
    };
}
