using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Mail.Gateway.Dns;
using Mail.Protocols.Dns;

namespace Mail.Silo.Cli.Doctor;

/// <summary>The resolver, which mail to other servers needs, and the names that other servers look up for ours.</summary>
internal static class DnsCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task<IReadOnlyList<Finding>> RunAsync(Patient patient, TimeProvider clock, CancellationToken cancellation)
    {
        var (options, findings) = (patient.Options, new List<Finding>());
        DnsAnswer? answer = null;
        foreach (var server in Resolvers.Of(options.Dns.Server))
        {
            var began = Stopwatch.GetTimestamp();
            var probe = await ResolverProbe.RunAsync(server, options.HostName, Patience, clock, cancellation);
            if (probe.Answer.Outcome == DnsOutcome.TemporaryFailure)
            {
                findings.Add(NoAnswer(server, options.SmartHost is not null || (options.Demo && options.Dns.Server is null)));
                continue;
            }

            answer ??= probe.Answer;
            findings.Add(Finding.Ok("resolver", $"{server} answers after {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms"));
            findings.Add(Safety(server, probe, options.Dns.IsTrusted));
        }

        findings.AddRange(await NameAsync(options.HostName, answer, options.Dns.Server is not null, cancellation));
        return findings;
    }

    private static Finding Safety(IPEndPoint server, ResolverProbe probe, bool isTrusted) => (probe, isTrusted) switch
    {
        ({ IsByUdp: true }, _) => Finding.Warn("DNSSEC", $"{server} answers over UDP only", "Others can answer in its place, and its word on DNSSEC is not believed: name a resolver that answers over TCP, such as unbound on this machine."),
        ({ Validates: true }, true) => Finding.Ok("DNSSEC", $"{server} validates and is believed"),
        ({ Validates: true }, false) => Finding.Ok("DNSSEC", $"{server} validates; set outbound.dns_trusted if it runs on this machine"),
        (_, true) => Finding.Warn("DNSSEC", $"{server} does not validate, but outbound.dns_trusted says so", "Switch validation on in it, or unset outbound.dns_trusted."),
        _ => Finding.Ok("DNSSEC", $"{server} does not validate and is not believed"),
    };

    private static Finding NoAnswer(IPEndPoint server, bool isSpare) => isSpare
        ? Finding.Warn("resolver", $"{server} does not answer", "No mail needs it now; look into /etc/resolv.conf before any does.")
        : Finding.Fail("resolver", $"{server} does not answer within {Patience.TotalSeconds:0} s", "Mail to other servers needs it: repair /etc/resolv.conf, or name another with --dns ADDRESS:PORT.");

    private static async Task<IReadOnlyList<Finding>> NameAsync(string host, DnsAnswer? answer, bool ownResolver, CancellationToken cancellation)
    {
        try
        {
            var addresses = ownResolver
                ? answer?.Records.Select(a => a.Address).OfType<IPAddress>().ToArray() ?? []
                : await Dns.GetHostAddressesAsync(host, cancellation).WaitAsync(Patience, cancellation);
            if (addresses.Length > 0)
            {
                var named = Finding.Ok("host name", $"{host} is {string.Join(", ", addresses.Take(4).Select(a => a.ToString()))}");
                return ownResolver || addresses.All(IPAddress.IsLoopback) ? [named] : [named, await ReverseAsync(host, addresses[0], cancellation)];
            }
        }
        catch (Exception error) when (error is SocketException or TimeoutException or ArgumentException)
        {
            // As if it had no address.
        }

        return [Finding.Warn("host name", $"{host} has no address", "Other servers look it up and may refuse our mail: publish an A or AAAA record, or set --hostname to a name that has one.")];
    }

    private static async Task<Finding> ReverseAsync(string host, IPAddress address, CancellationToken cancellation)
    {
        try
        {
            var entry = await Dns.GetHostEntryAsync(address.ToString(), cancellation).WaitAsync(Patience, cancellation);
            return entry.HostName.TrimEnd('.').Equals(host, StringComparison.OrdinalIgnoreCase)
                ? Finding.Ok("reverse name", $"{address} is {host}")
                : Finding.Warn("reverse name", $"{address} is {entry.HostName}, not {host}", "Many servers refuse mail from such addresses: set the PTR record where you got the address.");
        }
        catch (Exception error) when (error is SocketException or TimeoutException)
        {
            return Finding.Warn("reverse name", $"{address} has no name", "Many servers refuse mail from such addresses: set the PTR record where you got the address.");
        }
    }
}
