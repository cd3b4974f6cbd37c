using System.Buffers;
using Mail.Mime.Parsing;

namespace Mail.Mime;

/// <summary>
/// Parses a raw message (RFC 5322, RFC 2045-2049) into a tree of parts whose ranges point into the message. Never throws on broken
/// mail, reads each octet a bounded number of times, and does not copy the message.
/// </summary>
public static class MimeParser
{
    /// <summary>Parses a message; lines may end with CRLF or a bare LF.</summary>
    public static MimeEntity Parse(ReadOnlyMemory<byte> message, MimeLimits? limits = null) =>
        Parse(message, limits ?? MimeLimits.Default, out _);

    /// <summary>Parses a message given in segments; several segments are joined by one copy.</summary>
    public static MimeEntity Parse(in ReadOnlySequence<byte> message, MimeLimits? limits = null) =>
        Parse(message.IsSingleSegment ? message.First : message.ToArray(), limits);

    internal static MimeEntity Parse(ReadOnlyMemory<byte> message, MimeLimits limits, out long work)
    {
        var parser = new EntityParser(message, limits);
        MimeEntity root = parser.ParseRoot();
        work = parser.Work;
        return root;
    }
}
