using System.Buffers;

namespace Mail.Gateway.Delivery;

/// <summary>Makes empty summaries: readers then fall back to the message itself.</summary>
public sealed class EmptySummarizer : IMessageSummarizer
{
    public int Enough => 0;

    public ReadOnlyMemory<byte> Summarize(ReadOnlySequence<byte> start, long size) => default;
}
