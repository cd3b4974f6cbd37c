using System.Globalization;

namespace Mail.Domain.Identity;

/// <summary>A mail domain in its A-label form (RFC 5890), lower case, without the root dot, at most 253 octets (RFC 1035 §2.3.4).</summary>
public readonly record struct DomainName
{
    private static readonly IdnMapping Idn = new() { AllowUnassigned = true, UseStd3AsciiRules = false };

    private DomainName(string value) => Value = value;

    public string Value { get; }

    public override string ToString() => Value;

    /// <summary>Reads a domain in ASCII or Unicode; a single trailing dot is dropped.</summary>
    public static bool TryParse(string? text, out DomainName name)
    {
        name = default;
        if (string.IsNullOrEmpty(text) || text.Length > 254)
        {
            return false;
        }

        var bare = text[^1] == '.' ? text[..^1] : text;
        if (!Ascii(bare, out var ascii) || ascii.Length is 0 or > 253)
        {
            return false;
        }

        foreach (var range in ascii.AsSpan().Split('.'))
        {
            if (!IsLabel(ascii.AsSpan(range)))
            {
                return false;
            }
        }

        name = new DomainName(ascii);
        return true;
    }

    /// <exception cref="FormatException">The text is not a domain name.</exception>
    public static DomainName Parse(string text) => TryParse(text, out var name)
        ? name
        : throw new FormatException($"'{text}' is not a domain name.");

    private static bool Ascii(string text, out string ascii)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            ascii = text.ToLowerInvariant();
            return true;
        }

        try
        {
            ascii = Idn.GetAscii(text).ToLowerInvariant();
            return true;
        }
        catch (ArgumentException)
        {
            ascii = "";
            return false;
        }
    }

    // RFC 5321 §4.1.2 sub-domain; the underscore is tolerated because real hosts use it.
    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
        {
            return false;
        }

        foreach (var c in label)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
            {
                return false;
            }
        }

        return true;
    }
}
