namespace Mail.Domain.Mailboxes;

/// <summary>What STORE does with the given flags (RFC 9051 §6.4.6).</summary>
public enum FlagOperation : byte
{
    Replace = 0,
    Add = 1,
    Remove = 2,
}
