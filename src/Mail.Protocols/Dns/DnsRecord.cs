using System.Net;

namespace Mail.Protocols.Dns;

/// <summary>A record of an answer.</summary>
/// <param name="Name">Owner, lower case, without the root dot.</param>
/// <param name="Type">Its type; types that are not read have neither host nor address.</param>
/// <param name="TimeToLive">Seconds.</param>
public sealed record DnsRecord(string Name, DnsRecordType Type, uint TimeToLive)
{
    /// <summary>Preference of an MX record.</summary>
    public int Preference { get; init; }

    /// <summary>Target of MX or CNAME, lower case; empty for the root, which is the null MX (RFC 7505 §3).</summary>
    public string Host { get; init; } = "";

    /// <summary>Address of A or AAAA.</summary>
    public IPAddress? Address { get; init; }
}
