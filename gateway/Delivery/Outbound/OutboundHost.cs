using System.Net;

namespace Mail.Gateway.Delivery.Outbound;

/// <summary>A server to try.</summary>
/// <param name="Name">For TLS and reports.</param>
/// <param name="Addresses">To be tried in this order.</param>
/// <param name="Port">1 to 65535.</param>
internal sealed record OutboundHost(string Name, IReadOnlyList<IPAddress> Addresses, int Port)
{
    public SmartHost? Smart { get; init; }

    public OutboundTls Tls { get; init; }
}
