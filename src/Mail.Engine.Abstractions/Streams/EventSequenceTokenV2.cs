using Orleans.Streams;

namespace Orleans.Providers.Streams.Common;

/// <summary>A place in a queue: number of the batch and index within it.</summary>
public class EventSequenceTokenV2 : StreamSequenceToken
{
    public EventSequenceTokenV2(long seqNumber)
        : this(seqNumber, 0)
    {
    }

    public EventSequenceTokenV2(long seqNumber, int eventInd)
    {
        SequenceNumber = seqNumber;
        EventIndex = eventInd;
    }

    public override long SequenceNumber { get; protected set; }

    public override int EventIndex { get; protected set; }

    public EventSequenceTokenV2 CreateSequenceTokenForEvent(int eventInd) => new(SequenceNumber, eventInd);

    public override bool Equals(StreamSequenceToken? other) =>
        other is not null && SequenceNumber == other.SequenceNumber && EventIndex == other.EventIndex;

    public override bool Equals(object? obj) => Equals(obj as StreamSequenceToken);

    public override int GetHashCode() => HashCode.Combine(SequenceNumber, EventIndex);

    public override int CompareTo(StreamSequenceToken? other)
    {
        var byNumber = SequenceNumber.CompareTo(other?.SequenceNumber ?? long.MinValue);
        return byNumber != 0 ? byNumber : EventIndex.CompareTo(other!.EventIndex);
    }

    public override string ToString() => $"[{SequenceNumber}:{EventIndex}]";
}
