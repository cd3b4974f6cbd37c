namespace Mail.Protocols.Smtp.Client;

/// <summary>Outcome of <see cref="SmtpReplyParser.Read"/>.</summary>
public enum SmtpReplyResult
{
    /// <summary>More octets are needed.</summary>
    Incomplete,

    Reply,

    /// <summary>The other side does not speak SMTP, or too much of it.</summary>
    Malformed,
}
