using System.Buffers;

namespace Mail.Gateway.Smtp.Submission;

/// <summary>Byte sequences one behind the other, without a copy.</summary>
internal static class JoinedSequence
{
    public static ReadOnlySequence<byte> Of(params ReadOnlySpan<ReadOnlySequence<byte>> parts)
    {
        Piece? first = null, last = null;
        foreach (var part in parts)
        {
            foreach (var memory in part)
            {
                last = new Piece(memory, last);
                first ??= last;
            }
        }

        return first is null ? ReadOnlySequence<byte>.Empty : new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
