namespace Mail.Protocols.Smtp;

/// <summary>The commands that the parser knows; at most 32, since <see cref="SmtpStateTable"/> keeps them as bits.</summary>
public enum SmtpVerb
{
    Helo,
    Ehlo,
    Lhlo,
    Mail,
    Rcpt,
    Data,
    Bdat,
    Rset,
    Noop,
    Quit,
    Vrfy,
    Expn,
    Help,
    StartTls,
    Auth,
}
