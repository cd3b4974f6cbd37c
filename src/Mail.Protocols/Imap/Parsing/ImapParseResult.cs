namespace Mail.Protocols.Imap;

/// <summary>A command, or why there is none.</summary>
/// <param name="Command">The command; null if it does not parse.</param>
/// <param name="Tag">The tag to answer under; <c>*</c> if even that cannot be read.</param>
/// <param name="Error">What to answer; null if there is a command.</param>
public readonly record struct ImapParseResult(ImapCommand? Command, string Tag, ImapReply? Error)
{
    internal static ImapParseResult Bad(string tag, string text) => new(null, tag, ImapReply.Bad(text));

    internal static ImapParseResult Of(ImapCommand? command, string tag, string error) =>
        command is null ? Bad(tag, error) : new(command, tag, null);
}
