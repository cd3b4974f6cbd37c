using Mail.Domain.Mailboxes;

namespace Mail.Protocols.Imap;

/// <summary>Names of flags and the rule for keywords (RFC 3501 sections 2.3.2, 9).</summary>
public static class ImapFlagNames
{
    /// <summary>Bytes of a keyword at most.</summary>
    public const int LongestKeyword = 100;

    /// <summary>Keywords in one list at most.</summary>
    public const int MostKeywords = 100;

    /// <summary>The system flags and their names, in the order in which they are listed.</summary>
    public static IReadOnlyList<(MessageFlags Flag, string Name)> System => Table;

    internal static readonly (MessageFlags Flag, string Name)[] Table =
    [
        (MessageFlags.Answered, @"\Answered"),
        (MessageFlags.Flagged, @"\Flagged"),
        (MessageFlags.Deleted, @"\Deleted"),
        (MessageFlags.Seen, @"\Seen"),
        (MessageFlags.Draft, @"\Draft"),
    ];

    /// <summary>The system flag of a name with its backslash, in any case; None for others.</summary>
    public static MessageFlags ParseSystem(ReadOnlySpan<byte> name)
    {
        foreach (var (flag, text) in Table)
        {
            if (name.Length == text.Length && global::System.Text.Ascii.EqualsIgnoreCase(name, text))
            {
                return flag;
            }
        }

        return MessageFlags.None;
    }
}
