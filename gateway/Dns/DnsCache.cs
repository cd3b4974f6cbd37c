using Mail.Protocols.Dns;
using Microsoft.Extensions.Caching.Memory;

namespace Mail.Gateway.Dns;

/// <summary>Answers for as long as they hold, bounded in octets. What failed is not kept.</summary>
internal sealed class DnsCache(long size, TimeProvider clock) : IDisposable
{
    private const int EntryCost = 400;
    private const int RecordCost = 150;

    private readonly MemoryCache _answers = new(new MemoryCacheOptions { SizeLimit = size });

    public DnsAnswer? Find(string name, DnsRecordType type) =>
        _answers.TryGetValue((name, type), out (DnsAnswer Answer, DateTimeOffset Until) kept) && kept.Until > clock.GetUtcNow() ? kept.Answer : null;

    public void Keep(string name, DnsRecordType type, DnsAnswer answer)
    {
        if (answer.Lifetime > TimeSpan.Zero)
        {
            using var entry = _answers.CreateEntry((name, type));
            entry.Value = (answer, clock.GetUtcNow() + answer.Lifetime);
            entry.AbsoluteExpirationRelativeToNow = answer.Lifetime;
            entry.Size = EntryCost + (2 * name.Length) + answer.Records.Sum(r => RecordCost + (2 * (r.Host.Length + r.Text.Length)));
        }
    }

    public void Dispose() => _answers.Dispose();
}
