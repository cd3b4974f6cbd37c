namespace Mail.Storage.Segments;

/// <summary>Everything before the place is acknowledged, except the listed records, which may be stuck for long.</summary>
internal sealed record SegmentCheckpoint(long Segment, long Offset, SegmentPlace[] Stuck);
