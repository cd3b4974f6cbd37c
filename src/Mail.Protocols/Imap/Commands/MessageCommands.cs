using Mail.Domain.Mailboxes;

namespace Mail.Protocols.Imap;

/// <summary>STORE and UID STORE (RFC 3501 section 6.4.6).</summary>
/// <param name="Tag">The client's tag.</param>
/// <param name="Set">The messages.</param>
/// <param name="Mode">Replace, add or remove.</param>
/// <param name="Silent">Whether the new flags are not reported back.</param>
/// <param name="Flags">The flags.</param>
/// <param name="UnchangedSince">Only messages whose mod-sequence is not larger (RFC 7162 section 3.1.3); null for all.</param>
public sealed record StoreCommand(
    string Tag, ImapSequenceSet Set, FlagOperation Mode, bool Silent, ImapFlagList Flags, ulong? UnchangedSince)
    : ImapCommand(Tag, ImapVerb.Store);

/// <summary>COPY and MOVE (RFC 3501 section 6.4.7, RFC 6851).</summary>
public sealed record CopyCommand(string Tag, ImapVerb Verb, ImapSequenceSet Set, string Mailbox) : ImapCommand(Tag, Verb);

/// <summary>UID EXPUNGE (RFC 4315 section 2.1).</summary>
public sealed record UidExpungeCommand(string Tag, ImapSequenceSet Set) : ImapCommand(Tag, ImapVerb.Expunge);
