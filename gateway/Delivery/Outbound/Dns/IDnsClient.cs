using Mail.Protocols.Dns;

namespace Mail.Gateway.Delivery.Outbound.Dns;

/// <summary>Asks a resolver.</summary>
internal interface IDnsClient
{
    /// <summary>The answer, with a code of no error or no such name.</summary>
    /// <exception cref="DnsFailedException">No usable answer; ask again later.</exception>
    Task<DnsMessage> AskAsync(string name, DnsRecordType type, CancellationToken cancellation);
}
