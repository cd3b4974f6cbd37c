namespace Mail.Mime.Imap;

/// <summary>The members of an IMAP envelope in their order (RFC 3501 section 7.4.2).</summary>
public enum EnvelopeField
{
    Date,
    Subject,
    From,
    Sender,
    ReplyTo,
    To,
    Cc,
    Bcc,
    InReplyTo,
    MessageId,
}
