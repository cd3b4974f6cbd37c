using System.Text;

namespace Mail.Protocols.Imap;

/// <summary>A pattern of LIST and LSUB (RFC 3501 section 6.3.8): <c>*</c> is anything, <c>%</c> anything but the delimiter.</summary>
public sealed class MailboxPattern
{
    private readonly string _pattern;
    private readonly char _delimiter;
    private readonly int _literals;

    /// <param name="reference">The reference name, simply put in front.</param>
    /// <param name="pattern">The mailbox name with wildcards.</param>
    /// <param name="delimiter">The hierarchy delimiter.</param>
    public MailboxPattern(string reference, string pattern, char delimiter)
    {
        _pattern = Collapse(reference + pattern);
        _delimiter = delimiter;
        _literals = _pattern.Count(c => c is not ('*' or '%'));
    }

    /// <summary>
    /// Whether the whole of <paramref name="name"/> matches; its first level is compared without case if it is INBOX.
    /// Time is bounded by the square of the name's length, however long the pattern is.
    /// </summary>
    public bool Matches(string name)
    {
        if (_literals > name.Length)
        {
            return false;
        }

        var inbox = name.StartsWith("INBOX", StringComparison.OrdinalIgnoreCase) && (name.Length == 5 || name[5] == _delimiter) ? 5 : 0;
        Span<bool> reached = _pattern.Length < 512 ? stackalloc bool[_pattern.Length + 1] : new bool[_pattern.Length + 1];
        reached.Clear();
        reached[0] = true;
        Skip(reached);
        for (var i = 0; i < name.Length; i++)
        {
            Step(reached, name[i], i < inbox);
        }

        return reached[^1];
    }

    /// <summary>Wildcards that stand together are one: the wider of them. So there are no more of them than there are other characters.</summary>
    private static string Collapse(string pattern)
    {
        var text = new StringBuilder(pattern.Length);
        foreach (var c in pattern)
        {
            if (c is not ('*' or '%') || text.Length == 0 || text[^1] is not ('*' or '%'))
            {
                text.Append(c);
            }
            else if (c == '*')
            {
                text[^1] = '*';
            }
        }

        return text.ToString();
    }

    private void Step(Span<bool> reached, char next, bool ignoreCase)
    {
        for (var p = _pattern.Length; p >= 0; p--)
        {
            var stays = reached[p] && p < _pattern.Length && (_pattern[p] == '*' || (_pattern[p] == '%' && next != _delimiter));
            var comes = p > 0 && reached[p - 1] && IsSame(_pattern[p - 1], next, ignoreCase);
            reached[p] = stays || comes;
        }

        Skip(reached);
    }

    /// <summary>A wildcard may stand for nothing.</summary>
    private void Skip(Span<bool> reached)
    {
        for (var p = 0; p < _pattern.Length; p++)
        {
            if (reached[p] && _pattern[p] is '*' or '%')
            {
                reached[p + 1] |= reached[p];
            }
        }
    }

    private static bool IsSame(char pattern, char next, bool ignoreCase) =>
        pattern is not ('*' or '%')
        && (pattern == next || (ignoreCase && char.ToUpperInvariant(pattern) == char.ToUpperInvariant(next)));
}
