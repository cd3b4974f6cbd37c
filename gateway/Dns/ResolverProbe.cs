using System.Net;
using DnsClient;
using Mail.Protocols.Dns;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail.Gateway.Dns;

/// <summary>What a resolver can do, asked once.</summary>
/// <param name="Answer">About the name that was asked.</param>
/// <param name="IsByUdp">It does not answer over TCP.</param>
/// <param name="Validates">It vouches for the root, which is signed: it checks signatures.</param>
public sealed record ResolverProbe(DnsAnswer Answer, bool IsByUdp, bool Validates)
{
    /// <summary>Asks for the addresses of a name, and for the root.</summary>
    public static async Task<ResolverProbe> RunAsync(IPEndPoint server, string name, TimeSpan patience, TimeProvider clock, CancellationToken cancellation)
    {
        if (!DnsName.TryNormalize(name, out var asked))
        {
            return new ResolverProbe(DnsAnswer.Failed("no name to ask for"), false, false);
        }

        var resolver = new Resolver(server, isTrusted: false, patience, clock, NullLogger.Instance);
        var answer = await resolver.AskAsync(asked, DnsRecordType.A, cancellation).ConfigureAwait(false);
        return answer.Outcome == DnsOutcome.TemporaryFailure || resolver.IsByUdp
            ? new ResolverProbe(answer, resolver.IsByUdp, false)
            : new ResolverProbe(answer, false, await ValidatesAsync(server, patience, cancellation).ConfigureAwait(false));
    }

    private static async Task<bool> ValidatesAsync(IPEndPoint server, TimeSpan patience, CancellationToken cancellation)
    {
        var client = new LookupClient(new LookupClientOptions(server)
        {
            UseCache = false, Retries = 0, Timeout = patience, ThrowDnsErrors = false, UseTcpOnly = true, RequestDnsSecRecords = true,
        });
        try
        {
            return (await client.QueryAsync(".", QueryType.SOA, cancellationToken: cancellation).ConfigureAwait(false)).Header.IsAuthenticData;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
