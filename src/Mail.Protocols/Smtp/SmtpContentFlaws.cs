namespace Mail.Protocols.Smtp;

/// <summary>Why a message's content is refused at its end.</summary>
[Flags]
public enum SmtpContentFlaws
{
    None = 0,

    /// <summary>A CR or LF that is not part of CRLF.</summary>
    BareLineEnding = 1,

    /// <summary>A line longer than the decoder's limit.</summary>
    LineTooLong = 2,

    /// <summary>More octets than the decoder's limit; those beyond it were thrown away.</summary>
    TooLarge = 4,

    /// <summary>The receiver had no memory for it: a temporary refusal.</summary>
    NoRoom = 8,
}
