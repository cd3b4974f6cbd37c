using System.Globalization;

namespace Mail.Domain.Blobs;

/// <summary>Points at the raw bytes of one message (RFC 5322, CRLF lines), trace headers included. Immutable for its life.</summary>
/// <param name="Kind">The store.</param>
/// <param name="Container">Segment, hour or object, by kind.</param>
/// <param name="Offset">First byte in the container, or the row id for <see cref="BlobKind.Landing"/>.</param>
/// <param name="Length">Bytes.</param>
public readonly record struct BlobRef(BlobKind Kind, long Container, long Offset, int Length)
{
    /// <summary>Form in logs and in the API: <c>kind:container:offset:length</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(byte)Kind}:{Container}:{Offset}:{Length}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out BlobRef blob)
    {
        blob = default;
        var parts = text?.Split(':') ?? [];
        if (parts.Length != 4
            || !byte.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var kind)
            || !Enum.IsDefined((BlobKind)kind)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var container)
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            || !int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return false;
        }

        blob = new BlobRef((BlobKind)kind, container, offset, length);
        return true;
    }
}
