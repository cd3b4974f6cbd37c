namespace Mail.Domain.Identity;

/// <summary>Key of an account and of its mailbox grain: a UUIDv7, never an address (addresses change, accounts do not).</summary>
public readonly record struct AccountId(Guid Value) : IComparable<AccountId>
{
    public int CompareTo(AccountId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("N");

    /// <summary>Reads the 32-digit or the dashed form.</summary>
    public static bool TryParse(string? text, out AccountId id)
    {
        var ok = Guid.TryParse(text, out var value);
        id = new AccountId(value);
        return ok;
    }
}
