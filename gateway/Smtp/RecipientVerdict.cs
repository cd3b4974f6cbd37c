namespace Mail.Gateway.Smtp;

/// <summary>What the directory says to one recipient.</summary>
public enum RecipientVerdict
{
    Accepted,

    /// <summary>The domain is ours, the address is nobody's.</summary>
    UnknownUser,

    /// <summary>The domain is not ours.</summary>
    ForeignDomain,

    /// <summary>No room now.</summary>
    MailboxFull,

    /// <summary>The announced size exceeds the whole quota.</summary>
    MailboxTooSmall,
}
