namespace Mail.Protocols.Imap;

/// <summary>Return options of extended SEARCH (RFC 4731).</summary>
[Flags]
public enum SearchReturn { None = 0, Min = 1, Max = 2, All = 4, Count = 8 }

/// <summary>SEARCH and UID SEARCH.</summary>
/// <param name="Tag">The client's tag.</param>
/// <param name="Key">The condition.</param>
/// <param name="Return">What an ESEARCH response holds; null if a plain SEARCH response is asked for.</param>
public sealed record SearchCommand(string Tag, SearchKey Key, SearchReturn? Return) : ImapCommand(Tag, ImapVerb.Search)
{
    /// <summary>Whether MODSEQ is among the conditions, which adds the highest mod-sequence to the response.</summary>
    public bool UsesModSeq { get; init; }
}
