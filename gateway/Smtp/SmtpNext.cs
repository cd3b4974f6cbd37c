namespace Mail.Gateway.Smtp;

/// <summary>What a session does behind a command's reply.</summary>
internal enum SmtpNext
{
    /// <summary>Reads the next command.</summary>
    Command,

    /// <summary>Reads mail data, then accepts or refuses the message.</summary>
    Data,

    /// <summary>Reads a chunk before it replies.</summary>
    Chunk,

    /// <summary>Changes to TLS; the reply is the last plain one.</summary>
    Tls,

    /// <summary>Ends.</summary>
    Close,
}
