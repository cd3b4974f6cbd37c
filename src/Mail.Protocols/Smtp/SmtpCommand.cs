namespace Mail.Protocols.Smtp;

/// <summary>A parsed command: a closed set of values, one nested type for each shape of arguments.</summary>
public abstract record SmtpCommand(SmtpVerb Verb)
{
    /// <summary>HELO, EHLO (RFC 5321 §4.1.1.1) or LHLO (RFC 2033 §4.1).</summary>
    /// <param name="Verb">Which of the three.</param>
    /// <param name="ClientName">Domain or address literal as given, at most 255 octets, printable, no spaces.</param>
    public sealed record Hello(SmtpVerb Verb, string ClientName) : SmtpCommand(Verb);

    /// <summary>MAIL FROM (RFC 5321 §4.1.1.2).</summary>
    public sealed record Mail(SmtpPath ReversePath, MailParameters Parameters) : SmtpCommand(SmtpVerb.Mail);

    /// <summary>RCPT TO (RFC 5321 §4.1.1.3).</summary>
    public sealed record Rcpt(SmtpPath ForwardPath, RcptParameters Parameters) : SmtpCommand(SmtpVerb.Rcpt);

    /// <summary>BDAT (RFC 3030 §2); the chunk follows the line at once, whatever the reply will be.</summary>
    /// <param name="Size">Octets of the chunk.</param>
    /// <param name="IsLast">True when the message ends with this chunk.</param>
    public sealed record Bdat(long Size, bool IsLast) : SmtpCommand(SmtpVerb.Bdat);

    /// <summary>AUTH (RFC 4954 §4).</summary>
    /// <param name="Mechanism">Upper case.</param>
    /// <param name="InitialResponse">Base64 as given, <c>=</c> for an empty response, null when absent.</param>
    public sealed record Auth(string Mechanism, string? InitialResponse) : SmtpCommand(SmtpVerb.Auth);

    /// <summary>VRFY, EXPN, HELP and NOOP with what stood behind them.</summary>
    public sealed record Text(SmtpVerb Verb, string Argument) : SmtpCommand(Verb);

    /// <summary>DATA, RSET, QUIT and STARTTLS, which take no arguments.</summary>
    public sealed record Plain(SmtpVerb Verb) : SmtpCommand(Verb)
    {
        public static readonly Plain Data = new(SmtpVerb.Data);
        public static readonly Plain Rset = new(SmtpVerb.Rset);
        public static readonly Plain Quit = new(SmtpVerb.Quit);
        public static readonly Plain StartTls = new(SmtpVerb.StartTls);
    }
}
