namespace Mail.Protocols.Imap;

/// <summary>The outcome of a command: status, response code and text for the client. The cause of a failure belongs in the log.</summary>
/// <param name="Status">OK, NO, BAD, PREAUTH or BYE.</param>
/// <param name="Text">Printable ASCII, not empty.</param>
/// <param name="Code">A response code without brackets; null for none.</param>
public sealed record ImapReply(ImapStatus Status, string Text, string? Code = null)
{
    public static ImapReply Ok(string text, string? code = null) => new(ImapStatus.Ok, text, code);

    public static ImapReply No(string text, string? code = null) => new(ImapStatus.No, text, code);

    public static ImapReply Bad(string text, string? code = null) => new(ImapStatus.Bad, text, code);

    public static ImapReply Bye(string text, string? code = null) => new(ImapStatus.Bye, text, code);
}
