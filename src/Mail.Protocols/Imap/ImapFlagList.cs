using Mail.Domain.Mailboxes;

namespace Mail.Protocols.Imap;

/// <summary>A list of flags as a client names it: system flags and keywords, the latter in the client's spelling.</summary>
public sealed record ImapFlagList(MessageFlags System, IReadOnlyList<string> Keywords)
{
    public static ImapFlagList Empty { get; } = new(MessageFlags.None, []);
}
