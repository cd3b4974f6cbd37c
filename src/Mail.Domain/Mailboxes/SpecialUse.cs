namespace Mail.Domain.Mailboxes;

/// <summary>Role of a folder (RFC 6154). The numbers are stored.</summary>
public enum SpecialUse : byte
{
    None = 0,
    Inbox = 1,
    Drafts = 2,
    Sent = 3,
    Junk = 4,
    Trash = 5,
    Archive = 6,
    All = 7,
    Flagged = 8,
}
