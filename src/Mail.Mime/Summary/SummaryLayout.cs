namespace Mail.Mime.Summary;

/// <summary>
/// Version 1: version, flags, Date as unix seconds (int64), the end of each segment (uint16, from the start of the data), data. All
/// numbers are little-endian. Segments 0-9 are the envelope members as IMAP text, each with a space behind it; Sender and Reply-To are
/// empty where they equal From. Segment 10 is References, segment 11 the media type.
/// </summary>
internal static class SummaryLayout
{
    public const byte Version = 1;
    public const int Segments = 12;
    public const int References = 10;
    public const int MediaType = 11;
    public const int FlagsOffset = 1;
    public const int DateOffset = 2;
    public const int EndsOffset = 10;
    public const int DataOffset = EndsOffset + (2 * Segments);

    public const byte HasAttachments = 1;
    public const byte HasDate = 2;
    public const byte IsTruncated = 4;
}
