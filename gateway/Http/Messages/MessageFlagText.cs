using System.Collections.Immutable;
using Mail.Domain.Mailboxes;
using Mail.Gateway.Http.Problems;

namespace Mail.Gateway.Http.Messages;

/// <summary>Flags as text, in IMAP's spelling.</summary>
internal static class MessageFlagText
{
    private static readonly (string Text, MessageFlags Flag)[] System =
    [
        (@"\Seen", MessageFlags.Seen), (@"\Answered", MessageFlags.Answered), (@"\Flagged", MessageFlags.Flagged),
        (@"\Deleted", MessageFlags.Deleted), (@"\Draft", MessageFlags.Draft),
    ];

    public static IReadOnlyList<string> Of(in MessageEntry entry)
    {
        var flags = entry.Flags;
        var all = System.Where(s => (flags & s.Flag) != 0).Select(s => s.Text);
        return (entry.Keywords.IsDefault ? all : all.Concat(entry.Keywords)).ToList();
    }

    /// <exception cref="ApiException">One is neither a system flag nor a keyword.</exception>
    public static (MessageFlags Flags, ImmutableArray<string> Keywords) Read(IReadOnlyList<string> texts)
    {
        var flags = MessageFlags.None;
        var keywords = ImmutableArray.CreateBuilder<string>();
        foreach (var text in texts)
        {
            var known = Array.Find(System, s => s.Text.Equals(text, StringComparison.OrdinalIgnoreCase));
            if (known.Text is not null)
            {
                flags |= known.Flag;
            }
            else if (text is not null && Keywords.IsValid(text) && keywords.Count < Keywords.MostPerMessage)
            {
                keywords.Add(text);
            }
            else
            {
                throw ApiException.Invalid($"'{text}' is neither a system flag (\\Seen, \\Answered, \\Flagged, \\Deleted, \\Draft) nor a keyword of 1 to 100 letters.");
            }
        }

        return (flags, keywords.DrainToImmutable());
    }
}
