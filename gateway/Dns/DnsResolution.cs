using Mail.Protocols.Dns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mail.Gateway.Dns;

/// <summary>Looks names up: what is kept still, else the resolvers in their order, twice.</summary>
internal sealed class DnsResolution(IOptions<DnsOptions> options, TimeProvider clock, ILogger<DnsResolution> logger) : IDnsLookup, IDisposable
{
    private const int Rounds = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly DnsCache _cache = new(options.Value.CacheSize, clock);

    // At the first lookup: many servers never look anything up.
    private readonly Lazy<IReadOnlyList<Resolver>> _resolvers = new(() =>
        [.. Resolvers.Of(options.Value.Server).Select(s => new Resolver(s, options.Value.IsTrusted, Patience, clock, logger))]);

    public async ValueTask<DnsAnswer> AskAsync(string name, DnsRecordType type, CancellationToken cancellation)
    {
        if (!DnsName.TryNormalize(name, out var asked))
        {
            return new DnsAnswer(DnsOutcome.NoName, []);
        }

        if (_cache.Find(asked, type) is { } kept)
        {
            return kept;
        }

        var answer = await AskResolversAsync(asked, type, cancellation).ConfigureAwait(false);
        _cache.Keep(asked, type, answer);
        return answer;
    }

    public void Dispose() => _cache.Dispose();

    private async Task<DnsAnswer> AskResolversAsync(string name, DnsRecordType type, CancellationToken cancellation)
    {
        var reason = "";
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var resolver in _resolvers.Value)
            {
                // "There is none" is an answer: others are asked only where one cannot tell.
                var answer = await resolver.AskAsync(name, type, cancellation).ConfigureAwait(false);
                if (answer.Outcome != DnsOutcome.TemporaryFailure)
                {
                    return answer;
                }

                reason = answer.Reason;
            }
        }

        return DnsAnswer.Failed($"DNS lookup of {name} {type.ToString().ToUpperInvariant()} failed: {reason}");
    }
}
