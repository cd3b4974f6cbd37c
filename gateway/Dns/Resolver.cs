using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DnsClient;
using Mail.Protocols.Dns;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Dns;

/// <summary>
/// One resolver. It is asked over TCP, where nobody else can answer in its place; only one that does not answer over TCP is asked over
/// UDP, and then nothing that it says of DNSSEC is believed.
/// </summary>
internal sealed class Resolver(IPEndPoint server, bool isTrusted, TimeSpan patience, TimeProvider clock, ILogger logger)
{
    // RFC 9715 §3: no larger, lest a datagram be fragmented.
    private const int UdpPayload = 1232;
    private const string NoAnswerInTime = "no answer in time";
    private const string NotThere = "connection refused";

    // A resolver that was just restarted, or got TCP, is found again.
    private static readonly TimeSpan UdpPeriod = TimeSpan.FromMinutes(10);

    private readonly LookupClient _udp = new(Settings(server, patience, o => (o.UseTcpFallback, o.ExtendedDnsBufferSize) = (true, UdpPayload)));
    private LookupClient _tcp = TcpClient(server, isTrusted, patience);
    private long _udpUntil = DateTimeOffset.MinValue.UtcTicks;

    public IPEndPoint Server => server;

    /// <summary>Whether the last answers came by UDP.</summary>
    public bool IsByUdp => clock.GetUtcNow().UtcTicks < Volatile.Read(ref _udpUntil);

    /// <summary>Never throws but for <paramref name="cancellation"/>.</summary>
    public async Task<DnsAnswer> AskAsync(string name, DnsRecordType type, CancellationToken cancellation)
    {
        if (!IsByUdp)
        {
            var (answer, failure) = await ByTcpAsync(name, type, cancellation).ConfigureAwait(false);
            if (answer is not null)
            {
                return answer;
            }

            var (second, _) = await TryAsync(_udp, name, type, believed: false, cancellation).ConfigureAwait(false);
            if (second is null)
            {
                return DnsAnswer.Failed(failure!);
            }

            Volatile.Write(ref _udpUntil, (clock.GetUtcNow() + UdpPeriod).UtcTicks);
            logger.OnlyUdp(server, failure!);
            return second;
        }

        var (found, reason) = await TryAsync(_udp, name, type, believed: false, cancellation).ConfigureAwait(false);
        return found ?? DnsAnswer.Failed(reason!);
    }

    private static LookupClient TcpClient(IPEndPoint server, bool isTrusted, TimeSpan patience) =>
        new(Settings(server, patience, o => (o.UseTcpOnly, o.RequestDnsSecRecords) = (true, isTrusted)));

    private static LookupClientOptions Settings(IPEndPoint server, TimeSpan patience, Action<LookupClientOptions> more)
    {
        // One server, no repetitions, no exceptions for codes: which answer counts and who is asked next is decided by us.
        var settings = new LookupClientOptions(server)
        {
            UseCache = false, Retries = 0, Timeout = patience, ThrowDnsErrors = false, ContinueOnDnsError = false, ContinueOnEmptyResponse = false,
        };
        more(settings);
        return settings;
    }

    private async Task<(DnsAnswer? Answer, string? Failure)> ByTcpAsync(string name, DnsRecordType type, CancellationToken cancellation)
    {
        var client = Volatile.Read(ref _tcp);
        var (answer, failure) = await TryAsync(client, name, type, isTrusted, cancellation).ConfigureAwait(false);
        if (answer is not null || failure is NoAnswerInTime or NotThere)
        {
            return (answer, failure);
        }

        // A resolver closes what was idle for long, and the library may hold more such connections: a new one has none.
        var fresh = TcpClient(server, isTrusted, patience);
        Interlocked.CompareExchange(ref _tcp, fresh, client);
        return await TryAsync(fresh, name, type, isTrusted, cancellation).ConfigureAwait(false);
    }

    private async Task<(DnsAnswer? Answer, string? Failure)> TryAsync(
        LookupClient client, string name, DnsRecordType type, bool believed, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            var response = await client.QueryAsync(new DnsQuestion(name, (QueryType)type), cancellation).ConfigureAwait(false);
            return DnsReplyReader.Answers(response, name, type) ? (DnsReplyReader.Read(response, type, believed), null) : (null, "an answer to another question");
        }
        catch (Exception cause)
        {
            // Whatever it is: the library throws more than its own exceptions, and its own also for a caller that gave up.
            cancellation.ThrowIfCancellationRequested();
            return (null, Stopwatch.GetElapsedTime(began) >= patience ? NoAnswerInTime : Describe(cause));
        }
    }

    private static string Describe(Exception cause) => cause switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => NotThere,
        { InnerException: { } inner } => Describe(inner),
        // The library's word for connections that broke as well.
        DnsResponseException { Code: DnsResponseCode.ConnectionTimeout } => "the connection broke",
        _ => cause.Message,
    };
}
