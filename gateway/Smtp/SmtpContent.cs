using Mail.Gateway.Limits;
using Mail.Protocols.Buffers;
using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp;

/// <summary>Trace fields and content of one message in memory, paid for from the <see cref="ContentMemoryBudget"/>.</summary>
/// <param name="budget">Has given <paramref name="reserved"/> already.</param>
/// <param name="reserved">Octets.</param>
/// <param name="client">Whose share of the memory it is; null: nobody's.</param>
/// <param name="started">Timestamp of its beginning.</param>
internal sealed class SmtpContent(ContentMemoryBudget budget, long reserved, ClientNetwork? client, long started) : IDisposable
{
    /// <summary>What the trace fields take at most, roughly, and the least that a message holds from the pool.</summary>
    public const long Least = 8 * 1024;

    private long _reserved = reserved;
    private long _grown;

    public SegmentedBuffer Buffer { get; } = new();

    /// <summary>Octets of the trace fields at the front.</summary>
    public long TraceLength { get; set; }

    public long Started => started;

    /// <summary>Pays for growth; without means the rest of the content is thrown away and the message refused for now.</summary>
    public void Account(SmtpContentDecoder decoder)
    {
        var missing = Buffer.Capacity - _reserved;
        if (missing <= 0)
        {
            return;
        }

        var large = Buffer.Capacity > ContentMemoryBudget.SmallMessage;
        if (large ? !budget.TryGrow(missing, client) : !budget.TryReserve(missing))
        {
            decoder.GiveUp();
            Buffer.Reset();
            return;
        }

        _reserved += missing;
        _grown += large ? missing : 0;
    }

    public void Dispose()
    {
        Buffer.Dispose();
        budget.Release(_reserved, _grown, client);
        _reserved = _grown = 0;
    }
}
