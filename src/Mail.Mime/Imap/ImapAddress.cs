namespace Mail.Mime.Imap;

/// <summary>
/// An address structure of an envelope; null stands for NIL. A null host marks a group: its start where the mailbox holds the name, its
/// end where the mailbox is null too (RFC 3501 section 7.4.2).
/// </summary>
public sealed record ImapAddress(byte[]? Name, byte[]? Route, byte[]? Mailbox, byte[]? Host);
