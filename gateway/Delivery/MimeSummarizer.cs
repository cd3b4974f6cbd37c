using System.Buffers;
using Mail.Mime;

namespace Mail.Gateway.Delivery;

/// <summary>
/// Summaries by Mail.Mime. Of a large message only the start is read: attachments that begin behind it do not show in
/// lists, which is worth less than reading 50 MiB before a sender gets its answer.
/// </summary>
public sealed class MimeSummarizer : IMessageSummarizer
{
    public int Enough => 256 * 1024;

    public ReadOnlyMemory<byte> Summarize(ReadOnlySequence<byte> start, long size)
    {
        if (start.IsSingleSegment)
        {
            return MessageSummary.Create(start.First);
        }

        var whole = ArrayPool<byte>.Shared.Rent((int)start.Length);
        try
        {
            start.CopyTo(whole);
            return MessageSummary.Create(whole.AsMemory(0, (int)start.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }
}
