using System.Net;

namespace Mail.Protocols.Dns;

/// <summary>A record of the type that was asked for, whatever aliases led to it.</summary>
public sealed record DnsRecord
{
    /// <summary>Preference of an MX record.</summary>
    public int Preference { get; init; }

    /// <summary>Target of MX or PTR, lower case, without the root dot; empty for the root, which is the null MX (RFC 7505 §3).</summary>
    public string Host { get; init; } = "";

    /// <summary>Address of A or AAAA.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The strings of a TXT record as one (RFC 7208 §3.3, RFC 6376 §3.6.2.2); each character is an octet.</summary>
    public string Text { get; init; } = "";
}
