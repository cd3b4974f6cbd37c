namespace Mail.Protocols.Imap;

/// <summary>Selection options of extended LIST (RFC 5258 section 3.1, RFC 6154).</summary>
[Flags]
public enum ListSelection { None = 0, Subscribed = 1, Remote = 2, RecursiveMatch = 4, SpecialUse = 8 }

/// <summary>Return options of extended LIST (RFC 5258 section 3.2, RFC 6154).</summary>
[Flags]
public enum ListReturn { None = 0, Subscribed = 1, Children = 2, SpecialUse = 4, Status = 8 }

/// <summary>LIST, plain and extended (RFC 3501 section 6.3.8, RFC 5258, RFC 5819), and LSUB.</summary>
/// <param name="Tag">The client's tag.</param>
/// <param name="Verb">List or Lsub.</param>
/// <param name="Reference">The reference name, decoded.</param>
/// <param name="Patterns">One pattern or, in extended LIST, several.</param>
/// <param name="Select">Selection options.</param>
/// <param name="Return">Return options.</param>
/// <param name="StatusItems">Items of the STATUS return option.</param>
/// <param name="IsExtended">Whether any syntax of extended LIST was used.</param>
public sealed record ListCommand(
    string Tag, ImapVerb Verb, string Reference, IReadOnlyList<string> Patterns, ListSelection Select, ListReturn Return,
    ImapStatusItems StatusItems, bool IsExtended) : ImapCommand(Tag, Verb);
