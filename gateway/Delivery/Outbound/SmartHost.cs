namespace Mail.Gateway.Delivery.Outbound;

/// <summary>A server that takes mail for everybody.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record SmartHost(string Host, int Port)
{
    public OutboundTls Tls { get; init; } = OutboundTls.Opportunistic;

    /// <summary>Authenticates by PLAIN, under TLS only; null: does not.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Reads <c>host:port</c>, with brackets around an IPv6 address.</summary>
    public static bool TryParse(string text, out SmartHost? host)
    {
        var colon = text.LastIndexOf(':');
        var name = colon > 0 ? text[..colon].Trim('[', ']') : "";
        var good = int.TryParse(text.AsSpan(colon + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var port)
            && port is >= 1 and <= 65_535 && Uri.CheckHostName(name) != UriHostNameType.Unknown;
        host = good ? new SmartHost(name, port) : null;
        return good;
    }

    /// <summary>Without the password, so that no log can show it.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
