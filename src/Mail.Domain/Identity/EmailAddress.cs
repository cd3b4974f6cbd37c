using System.Text;

namespace Mail.Domain.Identity;

/// <summary>
/// A mail address, compared without regard to case in either part (as every large receiver does; RFC 5321 §2.4 lets the
/// receiving host decide). The local part is kept unquoted, at most 64 octets of UTF-8; the domain is in A-label form.
/// </summary>
public readonly record struct EmailAddress
{
    private EmailAddress(string local, DomainName domain)
    {
        LocalPart = local;
        Domain = domain;
    }

    /// <summary>Unquoted, lower case.</summary>
    public string LocalPart { get; }

    public DomainName Domain { get; }

    public override string ToString() => NeedsQuotes(LocalPart) ? $"{Quote(LocalPart)}@{Domain}" : $"{LocalPart}@{Domain}";

    /// <summary>Composes an address of an unquoted local part and a domain.</summary>
    public static bool TryCreate(string? local, DomainName domain, out EmailAddress address)
    {
        address = default;
        if (string.IsNullOrEmpty(local) || domain.Value is null || Encoding.UTF8.GetByteCount(local) > 64)
        {
            return false;
        }

        foreach (var c in local)
        {
            if (char.IsControl(c) || char.IsSurrogate(c) && !IsWellFormed(local))
            {
                return false;
            }
        }

        // Normalizing can make it longer (U+0958 becomes two characters), and a small letter can compose where its capital does
        // not (U+1E97): what is kept must read back to itself.
        var normal = local.Normalize(NormalizationForm.FormC).ToLowerInvariant().Normalize(NormalizationForm.FormC);
        if (Encoding.UTF8.GetByteCount(normal) > 64)
        {
            return false;
        }

        address = new EmailAddress(normal, domain);
        return true;
    }

    /// <summary>Reads <c>local@domain</c>, where the local part is a dot-string or a quoted string (RFC 5321 §4.1.2, RFC 6531).</summary>
    public static bool TryParse(string? text, out EmailAddress address)
    {
        address = default;
        var at = text?.LastIndexOf('@') ?? -1;
        if (at <= 0 || !DomainName.TryParse(text![(at + 1)..], out var domain))
        {
            return false;
        }

        var local = text[..at];
        if (local[0] == '"')
        {
            return Unquote(local, out local) && TryCreate(local, domain, out address);
        }

        return !NeedsQuotes(local) && TryCreate(local, domain, out address);
    }

    /// <exception cref="FormatException">The text is not an address.</exception>
    public static EmailAddress Parse(string text) => TryParse(text, out var address)
        ? address
        : throw new FormatException($"'{text}' is not a mail address.");

    private static bool NeedsQuotes(string local)
    {
        if (local.Length == 0 || local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
        {
            return true;
        }

        foreach (var c in local)
        {
            if (c < 0x80 && !char.IsAsciiLetterOrDigit(c) && !"!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string Quote(string local) =>
        "\"" + local.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static bool Unquote(string quoted, out string local)
    {
        local = "";
        if (quoted.Length < 2 || quoted[^1] != '"')
        {
            return false;
        }

        var plain = new StringBuilder(quoted.Length);
        for (var i = 1; i < quoted.Length - 1; i++)
        {
            if (quoted[i] == '"' || (quoted[i] == '\\' && ++i == quoted.Length - 1))
            {
                return false;
            }

            plain.Append(quoted[i]);
        }

        local = plain.ToString();
        return local.Length > 0;
    }

    private static bool IsWellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }
}
