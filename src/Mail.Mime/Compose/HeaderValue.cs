using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mail.Mime.Compose;

/// <summary>Writes the small pieces of header values so that no value can end its line or its quotes.</summary>
internal static class HeaderValue
{
    private const string AtomChars = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~";
    private static readonly SearchValues<char> Atom = SearchValues.Create(AtomChars);
    private static readonly SearchValues<char> Token = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~");
    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\r\n\t\0");

    /// <summary>Line breaks, tabs and NULs become spaces.</summary>
    public static string OneLine(string text) =>
        text.AsSpan().IndexOfAny(LineBreaks) < 0
            ? text
            : text.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\r', ' ').Replace('\n', ' ').Replace('\t', ' ').Replace('\0', ' ');

    /// <summary>True for words of atom characters with single spaces between, which need no quotes in a phrase.</summary>
    public static bool IsPlainPhrase(string text) =>
        text.Length > 0 && text.Split(' ').All(w => w.Length > 0 && w.AsSpan().IndexOfAnyExcept(Atom) < 0);

    public static bool IsToken(string text) => text.Length > 0 && text.AsSpan().IndexOfAnyExcept(Token) < 0;

    public static bool IsPrintableAscii(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;

    public static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    /// <summary>
    /// "local@domain". Throws <see cref="ArgumentException"/> for an address that cannot stand in a header: control characters, a
    /// malformed domain, or a local part outside ASCII without SMTPUTF8 (RFC 6532 section 3.2).
    /// </summary>
    public static string Address(MailboxAddress address, bool utf8)
    {
        string local = address.LocalPart;
        if (local.Any(char.IsControl) || (!utf8 && !IsPrintableAscii(local)))
        {
            throw new ArgumentException($"The local part of '{OneLine(address.Address)}' cannot be written in this header.", nameof(address));
        }

        if (!IsDotAtom(local))
        {
            local = Quote(local);
        }

        return address.Domain.Length == 0 ? local : $"{local}@{Domain(address.Domain, utf8)}";
    }

    private static bool IsDotAtom(string local) =>
        local.Length > 0 && local.Split('.').All(p => p.Length > 0 && p.All(c => c > 126 || Atom.Contains(c)));

    private static string Domain(string domain, bool utf8)
    {
        bool literal = domain.Length > 2 && domain[0] == '[' && domain[^1] == ']';
        if (domain.Any(c => c <= ' ' || c == 127 || "<>(),;@\"\\".Contains(c)) || (!literal && domain.AsSpan().IndexOfAny("[]:") >= 0))
        {
            throw new ArgumentException($"'{OneLine(domain)}' is no domain.", nameof(domain));
        }

        // RFC 5891: without SMTPUTF8 the A-label stands for an internationalised domain.
        return utf8 || IsPrintableAscii(domain) ? domain : new IdnMapping().GetAscii(domain);
    }
}
