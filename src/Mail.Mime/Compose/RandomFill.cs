namespace Mail.Mime.Compose;

/// <summary>Fills a span with random octets; the source of boundaries and message identifiers.</summary>
public delegate void RandomFill(Span<byte> destination);
