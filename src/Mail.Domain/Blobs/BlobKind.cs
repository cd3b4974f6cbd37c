namespace Mail.Domain.Blobs;

/// <summary>Where the bytes of a message lie. The numbers are stored.</summary>
public enum BlobKind : byte
{
    /// <summary>A segment file of this machine's accept log: container = segment number.</summary>
    Segment = 1,

    /// <summary>A row of the landing table: container = hour since 1970, offset = row id.</summary>
    Landing = 2,

    /// <summary>A packed object in S3: container = object number.</summary>
    Packed = 3,
}
