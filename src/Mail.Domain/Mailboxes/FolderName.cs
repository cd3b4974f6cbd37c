using System.Text;

namespace Mail.Domain.Mailboxes;

/// <summary>
/// Full name of a folder (an IMAP mailbox) in Unicode NFC, hierarchy separated by <c>/</c>. Any case of the first level "inbox" is
/// <c>INBOX</c> (RFC 9051 §5.1). At most 1,000 octets of UTF-8, 20 levels; no control characters, <c>*</c>, <c>%</c> or empty levels.
/// </summary>
public readonly record struct FolderName
{
    public const char Separator = '/';
    public const int MostOctets = 1000;
    public const int MostLevels = 20;

    private FolderName(string value) => Value = value;

    public static FolderName Inbox { get; } = new("INBOX");

    public string Value { get; }

    public bool IsInbox => Value == "INBOX";

    /// <summary>The level above, or null at the top.</summary>
    public FolderName? Parent => Value.LastIndexOf(Separator) is var i and > 0 ? new FolderName(Value[..i]) : null;

    public override string ToString() => Value;

    public bool IsBelow(FolderName other) => Value.Length > other.Value.Length
        && Value[other.Value.Length] == Separator && Value.StartsWith(other.Value, StringComparison.Ordinal);

    /// <summary>This name with the prefix <paramref name="from"/> replaced by <paramref name="to"/> (RENAME moves children along).</summary>
    public FolderName Rebase(FolderName from, FolderName to) => new(to.Value + Value[from.Value.Length..]);

    /// <summary>Reads a name; a trailing separator is dropped (RFC 9051 §6.3.4).</summary>
    public static bool TryParse(string? text, out FolderName name)
    {
        name = default;
        var bare = text?.TrimEnd(Separator) ?? "";
        if (bare.Length == 0 || Encoding.UTF8.GetByteCount(bare) > MostOctets)
        {
            return false;
        }

        foreach (var c in bare)
        {
            if (char.IsControl(c) || c is '*' or '%' or '\uFFFD')
            {
                return false;
            }
        }

        var levels = bare.Normalize(NormalizationForm.FormC).Split(Separator);
        if (levels.Length > MostLevels || Array.Exists(levels, l => l.Length == 0))
        {
            return false;
        }

        if (levels[0].Equals("INBOX", StringComparison.OrdinalIgnoreCase))
        {
            levels[0] = "INBOX";
        }

        name = new FolderName(string.Join(Separator, levels));
        return true;
    }

    /// <exception cref="FormatException">The text is not a folder name.</exception>
    public static FolderName Parse(string text) => TryParse(text, out var name)
        ? name
        : throw new FormatException($"'{text}' is not a folder name.");
}
