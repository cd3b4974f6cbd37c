namespace Mail.Protocols.Smtp;

/// <summary>Sizes in octets; the minima of RFC 5321 §4.5.3.1 or more.</summary>
public static class SmtpLimits
{
    public const int LocalPart = 64;
    public const int Domain = 255;

    /// <summary>Path with its punctuation (RFC 5321 §4.5.3.1.3).</summary>
    public const int Path = 256;

    /// <summary>Command line with CRLF: 512, and what the extensions add to MAIL and RCPT.</summary>
    public const int CommandLine = 2048;

    /// <summary>AUTH line and its responses with CRLF (RFC 4954 §4, §4.2).</summary>
    public const int AuthLine = 12288;

    /// <summary>ENVID before and after decoding (RFC 3461 §4.4).</summary>
    public const int EnvelopeId = 100;

    /// <summary>ORCPT (RFC 3461 §4.2).</summary>
    public const int OriginalRecipient = 500;

    /// <summary>Digits of SIZE (RFC 1870 §6 allows 20; 18 always fit a long) and of a BDAT size.</summary>
    public const int SizeDigits = 18;
}
