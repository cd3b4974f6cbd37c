namespace Mail.Protocols.Dns;

/// <summary>Names as they are asked for and compared.</summary>
public static class DnsName
{
    private const int MaxName = 253;
    private const int MaxLabel = 63;

    /// <summary>Lower case and without the root dot; false for what no question can hold (RFC 1035 §2.3.4) or what is not printable ASCII.</summary>
    public static bool TryNormalize(string text, out string name)
    {
        name = (text.EndsWith('.') ? text[..^1] : text).ToLowerInvariant();
        if (name.Length is 0 or > MaxName || name.AsSpan().ContainsAnyExceptInRange('!', '~') || name.Contains('\\', StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var label in name.AsSpan().Split('.'))
        {
            var (start, end) = (label.Start.Value, label.End.Value);
            if (end - start is 0 or > MaxLabel)
            {
                return false;
            }
        }

        return true;
    }
}
