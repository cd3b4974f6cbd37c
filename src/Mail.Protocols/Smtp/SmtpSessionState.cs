namespace Mail.Protocols.Smtp;

/// <summary>Where a session stands (RFC 5321 §4.1.4).</summary>
public enum SmtpSessionState
{
    /// <summary>No hello yet, or TLS has just begun (RFC 3207 §4.2).</summary>
    Connected,

    /// <summary>Hello was said; no transaction.</summary>
    Ready,

    /// <summary>MAIL was accepted; no recipient yet.</summary>
    Sender,

    /// <summary>At least one recipient was accepted.</summary>
    Recipients,

    /// <summary>A BDAT that was not the last was accepted (RFC 3030 §2).</summary>
    Chunks,

    /// <summary>A BDAT was refused: the message has failed, and chunks still to come are only thrown away (RFC 3030 §2).</summary>
    ChunkRefused,
}
