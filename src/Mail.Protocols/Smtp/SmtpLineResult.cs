namespace Mail.Protocols.Smtp;

/// <summary>What <see cref="SmtpLineReader"/> found at the front of its input.</summary>
public enum SmtpLineResult
{
    /// <summary>No CRLF yet, and still below the limit.</summary>
    Incomplete,

    /// <summary>A whole line.</summary>
    Line,

    /// <summary>A whole line that holds a bare CR or LF: to be refused.</summary>
    BareLineEnding,

    /// <summary>Longer than the limit: to be refused once its CRLF was read.</summary>
    TooLong,

    /// <summary>Either of these two, of a BDAT: nobody knows how many octets behind it are no commands.</summary>
    BrokenChunk,
}
