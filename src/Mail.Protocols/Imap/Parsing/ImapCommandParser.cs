using System.Buffers;
using System.Text;

namespace Mail.Protocols.Imap;

/// <summary>
/// Parses one command as framed by <see cref="ImapFramer"/> (RFC 3501 section 9 and the extensions spoken here). Pure: bytes
/// in, a command or an error to answer with out.
/// </summary>
public static class ImapCommandParser
{
    private const int LongestTag = 128;

    /// <summary>Parses <paramref name="frame"/>, its line end included.</summary>
    /// <param name="frame">The bytes of the command.</param>
    /// <param name="utf8">Whether the client has enabled UTF-8.</param>
    public static ImapParseResult Parse(in ReadOnlySequence<byte> frame, bool utf8)
    {
        if (frame.IsSingleSegment)
        {
            return Parse(frame.FirstSpan, utf8);
        }

        var length = checked((int)frame.Length);
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            frame.CopyTo(copy);
            return Parse(copy.AsSpan(0, length), utf8);
        }
        finally
        {
            // It may have held a password.
            ArrayPool<byte>.Shared.Return(copy, clearArray: true);
        }
    }

    /// <summary>Parses a command that lies in one piece.</summary>
    public static ImapParseResult Parse(ReadOnlySpan<byte> frame, bool utf8)
    {
        frame = frame.EndsWith("\r\n"u8) ? frame[..^2] : frame.EndsWith("\n"u8) ? frame[..^1] : frame;
        var reader = new ImapReader(frame, utf8);
        if (!reader.Tag(out var tagBytes) || tagBytes.Length > LongestTag)
        {
            return ImapParseResult.Bad("*", "Invalid tag");
        }

        var tag = Encoding.ASCII.GetString(tagBytes);
        if (!reader.Space() || !reader.Atom(out var name))
        {
            return ImapParseResult.Bad(tag, "Missing command");
        }

        var byUid = Ascii.EqualsIgnoreCase(name, "UID"u8);
        if (byUid && (!reader.Space() || !reader.Atom(out name)))
        {
            return ImapParseResult.Bad(tag, "Missing command after UID");
        }

        return ImapVerbs.TryFind(name, out var verb) && (!byUid || ImapVerbs.HasUidForm(verb))
            ? Arguments(ref reader, tag, verb, byUid)
            : ImapParseResult.Bad(tag, "Unknown command");
    }

    private static ImapParseResult Arguments(ref ImapReader reader, string tag, ImapVerb verb, bool byUid) => verb switch
    {
        ImapVerb.Search => SearchParser.Parse(ref reader, tag, byUid),
        ImapVerb.Fetch => FetchParser.Parse(ref reader, tag, byUid),
        ImapVerb.Store or ImapVerb.Copy or ImapVerb.Move => MessageCommandsParser.Parse(ref reader, tag, verb, byUid),
        ImapVerb.Expunge when byUid => MessageCommandsParser.UidExpunge(ref reader, tag),
        ImapVerb.List or ImapVerb.Lsub => ListParser.Parse(ref reader, tag, verb),
        ImapVerb.Authenticate or ImapVerb.Login or ImapVerb.Enable or ImapVerb.Id => SessionCommandsParser.Parse(ref reader, tag, verb),
        >= ImapVerb.Select and <= ImapVerb.Unsubscribe or ImapVerb.Status or ImapVerb.Append =>
            MailboxCommandsParser.Parse(ref reader, tag, verb),
        _ => ImapParseResult.Of(reader.End() ? new ImapCommand(tag, verb) : null, tag, "Unexpected argument"),
    };
}
