using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Mail.Protocols.Dns;

namespace Mail.Silo.Cli.Doctor;

/// <summary>The resolver, which mail to other servers needs, and the names that other servers look up for ours.</summary>
internal static class DnsCheck
{
    private const int DnsPort = 53;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task<IReadOnlyList<Finding>> RunAsync(Patient patient, CancellationToken cancellation)
    {
        var (options, findings) = (patient.Options, new List<Finding>());
        var servers = options.DnsServer is { } named ? [named] : SystemServers();
        DnsMessage? answer = null;
        foreach (var server in servers)
        {
            var began = Stopwatch.GetTimestamp();
            var found = await AskAsync(server, options.HostName, cancellation);
            answer ??= found;
            findings.Add(found is not null
                ? Finding.Ok("resolver", $"{server} answers after {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms")
                : NoAnswer(server, options.SmartHost is not null || (options.Demo && options.DnsServer is null)));
        }

        findings.AddRange(await NameAsync(options.HostName, answer, options.DnsServer is not null, cancellation));
        return findings;
    }

    private static Finding NoAnswer(IPEndPoint server, bool isSpare) => isSpare
        ? Finding.Warn("resolver", $"{server} does not answer", "No mail needs it now; look into /etc/resolv.conf before any does.")
        : Finding.Fail("resolver", $"{server} does not answer within {Patience.TotalSeconds:0} s", "Mail to other servers needs it: repair /etc/resolv.conf, or name another with --dns ADDRESS:PORT.");

    private static async Task<IReadOnlyList<Finding>> NameAsync(string host, DnsMessage? answer, bool ownResolver, CancellationToken cancellation)
    {
        try
        {
            var addresses = ownResolver
                ? answer?.Answers.Select(a => a.Address).OfType<IPAddress>().ToArray() ?? []
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

    /// <summary>Null: no answer. That there is no such name is one.</summary>
    private static async Task<DnsMessage?> AskAsync(IPEndPoint server, string name, CancellationToken cancellation)
    {
        var id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        if (!DnsMessage.TryWriteQuestion(id, name, DnsRecordType.A, out var question))
        {
            return null;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(server, patience.Token);
            await socket.SendAsync(question, patience.Token);
            var buffer = new byte[4096];
            while (true)
            {
                var length = await socket.ReceiveAsync(buffer, patience.Token);
                if (DnsMessage.TryRead(buffer.AsSpan(0, length), out var answer) && answer!.Id == id)
                {
                    return answer.Code is DnsResponseCode.NoError or DnsResponseCode.NameError ? answer : null;
                }
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static List<IPEndPoint> SystemServers()
    {
        const string Configuration = "/etc/resolv.conf";
        var servers = File.Exists(Configuration)
            ? File.ReadLines(Configuration).Select(l => l.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)).Where(w => w is ["nameserver", _, ..])
                .Select(w => IPAddress.TryParse(w[1], out var address) ? address : null).OfType<IPAddress>().Take(3).Select(a => new IPEndPoint(a, DnsPort)).ToList()
            : [];
        return servers.Count > 0 ? servers : [new IPEndPoint(IPAddress.Loopback, DnsPort)];
    }
}
