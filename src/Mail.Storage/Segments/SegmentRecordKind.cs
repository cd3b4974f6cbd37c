namespace Mail.Storage.Segments;

/// <summary>What a record is. The numbers are stored.</summary>
internal enum SegmentRecordKind : byte
{
    /// <summary>An accepted message with its envelope: owes deliveries.</summary>
    Accepted = 1,

    /// <summary>A message without envelope (APPEND): a blob, nothing more.</summary>
    Plain = 2,

    /// <summary>Written by a health check.</summary>
    Probe = 3,
}
