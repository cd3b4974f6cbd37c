namespace Mail.Mime;

/// <summary>
/// Bounds of the parser. What lies beyond a bound is not interpreted, but stays inside the ranges of the part that holds it.
/// </summary>
public sealed record MimeLimits
{
    public static MimeLimits Default { get; } = new();

    /// <summary>Levels of multipart and message/rfc822 that are entered; deeper ones become one opaque text part. At most 500.</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>Parts in the whole message; later parts of a multipart are left in its body unparsed.</summary>
    public int MaxParts { get; init; } = 10_000;

    /// <summary>Header fields per part that are interpreted.</summary>
    public int MaxHeaderFields { get; init; } = 10_000;

    /// <summary>Octets of a part's header that are interpreted.</summary>
    public int MaxHeaderBytes { get; init; } = 1 << 20;
}
