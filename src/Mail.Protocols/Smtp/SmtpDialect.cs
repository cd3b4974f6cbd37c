namespace Mail.Protocols.Smtp;

/// <summary>Which of the three related protocols a listener speaks.</summary>
public enum SmtpDialect
{
    /// <summary>Mail from other servers (RFC 5321).</summary>
    Smtp,

    /// <summary>Local delivery, one reply for each recipient (RFC 2033).</summary>
    Lmtp,

    /// <summary>Mail from users (RFC 6409).</summary>
    Submission,
}
