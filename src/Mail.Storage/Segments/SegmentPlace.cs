using Mail.Domain.Identity;

namespace Mail.Storage.Segments;

/// <summary>Where the record of an accepted message starts.</summary>
internal readonly record struct SegmentPlace(IngestId Id, long Segment, long Offset);
