using System.Net;
using System.Net.Sockets;
using Mail.Protocols.Dns;

namespace Mail.Gateway.Delivery.Outbound;

/// <summary>Which servers take a domain's mail, best first (RFC 5321 §5.1).</summary>
internal sealed class MailRouter(IDnsLookup dns, OutboundOptions options, string hostName)
{
    private const int MostHosts = 20;

    /// <summary>The servers; or, with none, why mail cannot go there now or ever.</summary>
    public Task<(IReadOnlyList<OutboundHost> Hosts, AttemptResult? Failure)> RouteAsync(string domain, CancellationToken cancellation) =>
        options.SmartHost is { } smart ? SmartAsync(smart, cancellation) : ByMxAsync(domain, cancellation);

    private async Task<(IReadOnlyList<OutboundHost> Hosts, AttemptResult? Failure)> SmartAsync(SmartHost smart, CancellationToken cancellation)
    {
        // RFC 6761 §6.3: nobody is asked for localhost.
        var (addresses, failure) = IPAddress.TryParse(smart.Host, out var literal) ? ([literal], null)
            : smart.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? ([IPAddress.Loopback, IPAddress.IPv6Loopback], null)
            : await AddressesAsync(smart.Host, cancellation).ConfigureAwait(false);

        // Whatever is wrong with a smart host is the operator's to mend: mail waits.
        return addresses.Count == 0
            ? ([], AttemptResult.Later("4.4.3", failure ?? $"Smart host {smart.Host} has no address"))
            : ([new OutboundHost(smart.Host, addresses, smart.Port) { Smart = smart, Tls = smart.Tls }], null);
    }

    private async Task<(IReadOnlyList<OutboundHost> Hosts, AttemptResult? Failure)> ByMxAsync(string domain, CancellationToken cancellation)
    {
        var answer = await dns.AskAsync(domain, DnsRecordType.Mx, cancellation).ConfigureAwait(false);
        if (answer.Outcome is DnsOutcome.NoName or DnsOutcome.TemporaryFailure)
        {
            return ([], answer.Outcome == DnsOutcome.NoName ? AttemptResult.Never("5.1.2", $"Domain {domain} does not exist") : AttemptResult.Later("4.4.3", answer.Reason));
        }

        var exchanges = answer.Records.OrderBy(r => r.Preference).ToList();
        // RFC 7505 §3: the domain says that it takes no mail.
        if (exchanges is [{ Host: "" }])
        {
            return ([], AttemptResult.Never("5.1.10", $"Domain {domain} does not accept mail (null MX)"));
        }

        // RFC 5321 §5.1: without MX the domain itself is the host, and hosts not better than ourselves are left out.
        var own = exchanges.Find(r => r.Host.Equals(hostName, StringComparison.OrdinalIgnoreCase));
        var names = exchanges.Count == 0 ? [domain] : exchanges.Where(r => own is null || r.Preference < own.Preference).Select(r => r.Host).Where(h => h.Length > 0).Distinct().ToList();
        if (names.Count == 0)
        {
            return ([], AttemptResult.Never("5.4.6", $"Mail for {domain} loops back to this server"));
        }

        return await WithAddressesAsync(domain, names, cancellation).ConfigureAwait(false);
    }

    private async Task<(IReadOnlyList<OutboundHost> Hosts, AttemptResult? Failure)> WithAddressesAsync(string domain, List<string> names, CancellationToken cancellation)
    {
        var hosts = new List<OutboundHost>();
        string? failure = null;
        foreach (var name in names.Take(MostHosts))
        {
            var (addresses, reason) = await AddressesAsync(name, cancellation).ConfigureAwait(false);
            failure ??= reason;
            if (reason is null && addresses.Count > 0)
            {
                hosts.Add(new OutboundHost(name, addresses, options.RemotePort) { Tls = options.MxTls });
            }
        }

        return hosts.Count > 0 ? (hosts, null)
            : ([], failure is not null ? AttemptResult.Later("4.4.3", failure) : AttemptResult.Never("5.4.4", $"No mail server of {domain} has a usable address"));
    }

    /// <summary>Those of both families; or why one of them is not known.</summary>
    private async Task<(IReadOnlyList<IPAddress> Addresses, string? Failure)> AddressesAsync(string name, CancellationToken cancellation)
    {
        var addresses = new List<IPAddress>();
        foreach (var type in (DnsRecordType[])[DnsRecordType.A, DnsRecordType.Aaaa])
        {
            var answer = await dns.AskAsync(name, type, cancellation).ConfigureAwait(false);
            if (answer.Outcome == DnsOutcome.TemporaryFailure)
            {
                return ([], answer.Reason);
            }

            addresses.AddRange(answer.Records.Select(r => r.Address!).Where(IsUsable));
        }

        return (addresses, null);
    }

    private bool IsUsable(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !plain.Equals(IPAddress.Any) && !plain.Equals(IPAddress.IPv6Any) && !plain.IsIPv6Multicast
            && !(plain.AddressFamily == AddressFamily.InterNetwork && plain.GetAddressBytes()[0] >= 224)
            && (options.AllowLoopback || !IPAddress.IsLoopback(plain));
    }
}
