namespace Mail.Protocols.Imap;

/// <summary>A range of sequence numbers or UIDs, both ends included; <see cref="Star"/> stands for the largest in use.</summary>
public readonly record struct ImapRange(uint First, uint Last)
{
    /// <summary>The value of <c>*</c>; zero is no number of a message.</summary>
    public const uint Star = 0;

    /// <summary>The range with <c>*</c> replaced and its ends in order (RFC 3501: 2:4 and 4:2 are the same).</summary>
    public (uint Low, uint High) Resolve(uint largest)
    {
        uint a = First == Star ? largest : First, b = Last == Star ? largest : Last;
        return a <= b ? (a, b) : (b, a);
    }
}
