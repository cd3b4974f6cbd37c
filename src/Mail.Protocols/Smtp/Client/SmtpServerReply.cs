namespace Mail.Protocols.Smtp.Client;

/// <summary>A reply as a client gets it (RFC 5321 §4.2).</summary>
/// <param name="Code">200 to 599.</param>
/// <param name="Status">Enhanced status code at the front of the last line, if its class fits the code (RFC 2034).</param>
/// <param name="Lines">Texts behind the codes, printable ASCII.</param>
public sealed record SmtpServerReply(int Code, EnhancedStatusCode? Status, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code < 400;

    public bool IsPermanent => Code >= 500;

    /// <summary>Code and all lines in one, for logs and reports.</summary>
    public override string ToString() => $"{Code} {string.Join(' ', Lines)}";
}
