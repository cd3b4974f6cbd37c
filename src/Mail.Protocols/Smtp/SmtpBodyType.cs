namespace Mail.Protocols.Smtp;

/// <summary>BODY of MAIL (RFC 6152 §2); BINARYMIME is not offered.</summary>
public enum SmtpBodyType
{
    Unspecified,
    SevenBit,
    EightBitMime,
}
