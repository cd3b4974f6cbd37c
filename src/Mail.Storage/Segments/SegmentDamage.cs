namespace Mail.Storage.Segments;

/// <summary>Bytes of a segment that are no record although they should be.</summary>
/// <param name="Segment">The segment's number.</param>
/// <param name="From">First byte.</param>
/// <param name="To">After the last byte: the next intact record, or the end of the file.</param>
internal readonly record struct SegmentDamage(long Segment, long From, long To);
