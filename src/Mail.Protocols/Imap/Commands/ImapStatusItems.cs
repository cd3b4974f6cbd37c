namespace Mail.Protocols.Imap;

/// <summary>Data items of STATUS (RFC 3501 section 6.3.10, RFC 7162, RFC 7889, RFC 9051 section 6.3.11).</summary>
[Flags]
public enum ImapStatusItems
{
    None = 0,
    Messages = 1,
    Recent = 2,
    UidNext = 4,
    UidValidity = 8,
    Unseen = 16,
    HighestModSeq = 32,
    Size = 64,
    Deleted = 128,
    AppendLimit = 256,
}
