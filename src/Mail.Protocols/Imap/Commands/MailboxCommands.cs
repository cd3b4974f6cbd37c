namespace Mail.Protocols.Imap;

/// <summary>SELECT and EXAMINE (RFC 3501 sections 6.3.1, 6.3.2).</summary>
/// <param name="Tag">The client's tag.</param>
/// <param name="Verb">Select or Examine.</param>
/// <param name="Mailbox">The name, decoded.</param>
/// <param name="CondStore">Whether the CONDSTORE parameter was given (RFC 7162 section 3.1.8).</param>
public sealed record SelectCommand(string Tag, ImapVerb Verb, string Mailbox, bool CondStore) : ImapCommand(Tag, Verb);

/// <summary>CREATE, with the attributes of CREATE-SPECIAL-USE (RFC 6154), each with its backslash; empty if none.</summary>
public sealed record CreateCommand(string Tag, string Mailbox, IReadOnlyList<string> SpecialUse) : ImapCommand(Tag, ImapVerb.Create);

/// <summary>DELETE, SUBSCRIBE and UNSUBSCRIBE: one mailbox.</summary>
public sealed record MailboxCommand(string Tag, ImapVerb Verb, string Mailbox) : ImapCommand(Tag, Verb);

/// <summary>RENAME (RFC 3501 section 6.3.5).</summary>
public sealed record RenameCommand(string Tag, string From, string To) : ImapCommand(Tag, ImapVerb.Rename);

/// <summary>STATUS (RFC 3501 section 6.3.10).</summary>
public sealed record StatusCommand(string Tag, string Mailbox, ImapStatusItems Items) : ImapCommand(Tag, ImapVerb.Status);

/// <summary>APPEND up to its message (RFC 3501 section 6.3.11); the message itself is not part of the parsed command.</summary>
/// <param name="Tag">The client's tag.</param>
/// <param name="Mailbox">The name, decoded.</param>
/// <param name="Flags">The flags to set.</param>
/// <param name="InternalDate">The date to set; null for now.</param>
/// <param name="Size">Bytes of the message literal.</param>
/// <param name="NonSynchronizing">Whether the message comes without being asked for.</param>
/// <param name="Utf8">Whether the message is wrapped in <c>UTF8 (~{n} …)</c> (RFC 6855 section 4): a <c>)</c> follows it.</param>
public sealed record AppendCommand(
    string Tag, string Mailbox, ImapFlagList Flags, DateTimeOffset? InternalDate, long Size, bool NonSynchronizing, bool Utf8)
    : ImapCommand(Tag, ImapVerb.Append);
