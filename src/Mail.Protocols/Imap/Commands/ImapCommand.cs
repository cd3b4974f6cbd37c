namespace Mail.Protocols.Imap;

/// <summary>A command as parsed. What has no arguments is this type itself.</summary>
public record ImapCommand(string Tag, ImapVerb Verb)
{
    /// <summary>Whether the command came as <c>UID …</c>.</summary>
    public bool ByUid { get; init; }
}
