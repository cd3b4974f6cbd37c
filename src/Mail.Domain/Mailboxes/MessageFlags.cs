namespace Mail.Domain.Mailboxes;

/// <summary>System flags (RFC 9051 §2.3.2). The numbers are stored. <c>\Recent</c> is not kept: RFC 9051 dropped it.</summary>
[Flags]
public enum MessageFlags : byte
{
    None = 0,
    Seen = 1,
    Answered = 2,
    Flagged = 4,
    Deleted = 8,
    Draft = 16,
}
