using Mail.Domain.Mailboxes;

namespace Mail.Protocols.Imap;

/// <summary>A condition of SEARCH (RFC 3501 section 6.4.4).</summary>
public abstract record SearchKey;

/// <summary>ALL, or a condition that every message meets (OLD where there is no \Recent).</summary>
public sealed record AllKey : SearchKey;

/// <summary>A condition that no message meets (RECENT and NEW where there is no \Recent).</summary>
public sealed record NoneKey : SearchKey;

/// <summary>All of several conditions.</summary>
public sealed record AndKey(IReadOnlyList<SearchKey> Keys) : SearchKey;

/// <summary>One of two conditions, or both.</summary>
public sealed record OrKey(SearchKey Left, SearchKey Right) : SearchKey;

/// <summary>The contrary of a condition.</summary>
public sealed record NotKey(SearchKey Key) : SearchKey;

/// <summary>A system flag that is set or not.</summary>
public sealed record SystemFlagKey(MessageFlags Flag, bool IsSet) : SearchKey;

/// <summary>A keyword that is set or not.</summary>
public sealed record KeywordKey(string Keyword, bool IsSet) : SearchKey;

/// <summary>A header field that contains a text; an empty text asks whether the field is there.</summary>
public sealed record HeaderKey(string Field, string Text) : SearchKey;

/// <summary>BODY, or TEXT (<paramref name="WithHeader"/>): decoded text that contains a text.</summary>
public sealed record TextKey(string Text, bool WithHeader) : SearchKey;

/// <summary>How a date is compared; times and zones are disregarded.</summary>
public enum DateComparison { Before, On, Since }

/// <summary>The internal date, or the Date field (<paramref name="IsSent"/>).</summary>
public sealed record DateKey(DateComparison Comparison, DateOnly Date, bool IsSent) : SearchKey;

/// <summary>RFC822.SIZE larger, or smaller, than a number of octets.</summary>
public sealed record SizeKey(bool IsLarger, uint Octets) : SearchKey;

/// <summary>Sequence numbers, or UIDs.</summary>
public sealed record SetKey(ImapSequenceSet Set, bool IsUid) : SearchKey;

/// <summary>A mod-sequence equal or larger (RFC 7162 section 3.1.5).</summary>
public sealed record ModSeqKey(ulong Value) : SearchKey;
