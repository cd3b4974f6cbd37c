namespace Mail.Domain.Identity;

/// <summary>A tenant's short name: 1 to 63 of <c>a-z 0-9 -</c>, starting with a letter or digit.</summary>
public readonly record struct TenantId
{
    private TenantId(string value) => Value = value;

    public string Value { get; }

    public override string ToString() => Value;

    /// <summary>Reads a tenant name; upper case is folded.</summary>
    public static bool TryParse(string? text, out TenantId id)
    {
        id = default;
        if (text is null or { Length: 0 or > 63 } || text[0] == '-')
        {
            return false;
        }

        var folded = text.ToLowerInvariant();
        foreach (var c in folded)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
            {
                return false;
            }
        }

        id = new TenantId(folded);
        return true;
    }

    /// <exception cref="FormatException">The text is not a tenant name.</exception>
    public static TenantId Parse(string text) => TryParse(text, out var id)
        ? id
        : throw new FormatException($"'{text}' is not a tenant name: 1 to 63 of a-z, 0-9 and '-', not starting with '-'.");
}
