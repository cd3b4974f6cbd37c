namespace Mail.Gateway.Delivery.Outbound.Dns;

/// <summary>No resolver gave a usable answer; says nothing about the name.</summary>
internal sealed class DnsFailedException(string message) : Exception(message);
