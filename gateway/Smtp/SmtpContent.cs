using Mail.Protocols.Buffers;
using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp;

/// <summary>Trace fields and content of one message in memory, paid for from the <see cref="ContentMemoryBudget"/>.</summary>
internal sealed class SmtpContent(ContentMemoryBudget budget, long reserved) : IDisposable
{
    private long _reserved = reserved;

    public SegmentedBuffer Buffer { get; } = new();

    /// <summary>Octets of the trace fields at the front.</summary>
    public long TraceLength { get; set; }

    /// <summary>Pays for growth; without means the rest of the content is thrown away and the message refused for now.</summary>
    public void Account(SmtpContentDecoder decoder)
    {
        var missing = Buffer.Capacity - _reserved;
        if (missing <= 0)
        {
            return;
        }

        if (!budget.TryReserve(missing))
        {
            decoder.GiveUp();
            Buffer.Reset();
            return;
        }

        _reserved += missing;
    }

    public void Dispose()
    {
        Buffer.Dispose();
        budget.Release(_reserved);
        _reserved = 0;
    }
}
