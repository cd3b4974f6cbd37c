namespace Mail.Mime;

/// <summary>The header fields of a part, read on demand.</summary>
public readonly struct HeaderBlock
{
    public HeaderBlock(ReadOnlyMemory<byte> bytes, int offset = 0)
    {
        Bytes = bytes;
        Offset = offset;
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Where the block starts in the raw message.</summary>
    public int Offset { get; }

    public HeaderFieldEnumerator GetEnumerator() => new(Bytes.Span, Offset);

    /// <summary>The first field of that name; false where there is none. Names compare without case.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out HeaderField field)
    {
        foreach (HeaderField candidate in this)
        {
            if (candidate.IsNamed(name))
            {
                field = candidate;
                return true;
            }
        }

        field = default;
        return false;
    }

    /// <summary>The decoded text of the first field of that name, or null.</summary>
    public string? GetText(ReadOnlySpan<byte> name) => TryGet(name, out HeaderField field) ? field.DecodeText() : null;

    /// <summary>The addresses of the first field of that name; empty where there is none.</summary>
    public IReadOnlyList<HeaderAddress> GetAddresses(ReadOnlySpan<byte> name) =>
        TryGet(name, out HeaderField field) ? AddressList.Parse(field.Value) : [];

    /// <summary>The date of the first field of that name, or null where it is absent or unreadable.</summary>
    public DateTimeOffset? GetDate(ReadOnlySpan<byte> name) =>
        TryGet(name, out HeaderField field) && MailDate.TryParse(field.Value, out DateTimeOffset date) ? date : null;
}
