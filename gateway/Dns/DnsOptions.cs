using System.Net;

namespace Mail.Gateway.Dns;

/// <summary>Whom to ask.</summary>
public sealed class DnsOptions
{
    /// <summary>The resolver; null: those of the system.</summary>
    public IPEndPoint? Server { get; set; }

    /// <summary>It validates DNSSEC and nobody can change what it says on its way here, as on this machine: its word on that is believed. Default off.</summary>
    public bool IsTrusted { get; set; }

    /// <summary>Octets that kept answers may take together, about. Default 16 MiB.</summary>
    public long CacheSize { get; set; } = 16 << 20;
}
