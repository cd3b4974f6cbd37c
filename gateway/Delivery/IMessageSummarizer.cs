using System.Buffers;

namespace Mail.Gateway.Delivery;

/// <summary>Makes the summary of a message that mailboxes keep beside its reference.</summary>
public interface IMessageSummarizer
{
    /// <summary>Octets from the start of a message that are enough for a summary; more are not needed.</summary>
    int Enough { get; }

    /// <param name="start">The message, or its first <see cref="Enough"/> octets.</param>
    /// <param name="size">Octets of the whole message.</param>
    ReadOnlyMemory<byte> Summarize(ReadOnlySequence<byte> start, long size);
}
