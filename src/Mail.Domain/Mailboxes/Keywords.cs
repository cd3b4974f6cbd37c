using System.Collections.Immutable;

namespace Mail.Domain.Mailboxes;

/// <summary>
/// The keywords (user-defined flags) of one message: sorted, unique without regard to case, at most 100 of 100 characters each.
/// </summary>
public static class Keywords
{
    public const int MostPerMessage = 100;
    public const int LongestKeyword = 100;

    public static ImmutableArray<string> None => [];

    /// <summary>True for an IMAP atom (RFC 9051 flag-keyword) within the bounds.</summary>
    public static bool IsValid(string keyword)
    {
        if (keyword.Length is 0 or > LongestKeyword || keyword[0] == '\\')
        {
            return false;
        }

        foreach (var c in keyword)
        {
            if (c is <= ' ' or >= (char)0x7F or '(' or ')' or '{' or '%' or '*' or '"' or '\\' or ']')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Applies STORE's operation; the result is normalised. Keeps the spelling that came first.</summary>
    public static ImmutableArray<string> Apply(ImmutableArray<string> current, FlagOperation operation, ImmutableArray<string> given)
    {
        if (given.IsEmpty)
        {
            return operation == FlagOperation.Replace ? None : current;
        }

        var set = new SortedSet<string>(operation == FlagOperation.Replace ? [] : current, StringComparer.OrdinalIgnoreCase);
        if (operation == FlagOperation.Remove)
        {
            set.ExceptWith(given);
        }
        else
        {
            set.UnionWith(given);
        }

        return [.. set];
    }

    /// <summary>Same keywords, whatever their order or case.</summary>
    public static bool Same(ImmutableArray<string> a, ImmutableArray<string> b) =>
        a.Length == b.Length && a.AsSpan().SequenceEqual(b.AsSpan(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Stored form: keywords joined by a space (no keyword holds one); empty is null.</summary>
    public static string? ToStored(ImmutableArray<string> keywords) => keywords.IsDefaultOrEmpty ? null : string.Join(' ', keywords);

    public static ImmutableArray<string> FromStored(string? stored) =>
        string.IsNullOrEmpty(stored) ? None : [.. stored.Split(' ')];
}
