using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Mail.Protocols.Imap;

/// <summary>Arguments of AUTHENTICATE, LOGIN, ENABLE and ID.</summary>
internal static class SessionCommandsParser
{
    private const int MostIdFields = 30;
    private const int MostCapabilities = 50;

    public static ImapParseResult Parse(ref ImapReader reader, string tag, ImapVerb verb) => verb switch
    {
        ImapVerb.Authenticate => ImapParseResult.Of(Authenticate(ref reader, tag), tag, "Expected a mechanism and one base64 response"),
        ImapVerb.Login => ImapParseResult.Of(Login(ref reader, tag), tag, "Expected user name and password"),
        ImapVerb.Enable => ImapParseResult.Of(Enable(ref reader, tag), tag, "Expected capability names"),
        _ => ImapParseResult.Of(Id(ref reader, tag), tag, "Expected NIL or a list of fields and values"),
    };

    /// <summary>Decodes a base64 line of a SASL exchange; "=" is an empty one (RFC 4959).</summary>
    public static bool TryDecodeBase64(ReadOnlySpan<byte> text, out byte[] bytes)
    {
        bytes = [];
        if (text.SequenceEqual("="u8))
        {
            return true;
        }

        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        var ok = Base64.DecodeFromUtf8(text, decoded, out var used, out var written) == OperationStatus.Done && used == text.Length;
        bytes = ok ? decoded[..written] : bytes;
        return ok;
    }

    private static ImapCommand? Authenticate(ref ImapReader reader, string tag)
    {
        if (!reader.Space() || !reader.Atom(out var mechanism))
        {
            return null;
        }

        byte[]? initial = null;
        if (!reader.End() && (!reader.AString(out var text) || !TryDecodeBase64(text, out initial)))
        {
            return null;
        }

        return reader.End() ? new AuthenticateCommand(tag, Encoding.ASCII.GetString(mechanism).ToUpperInvariant(), initial) : null;
    }

    private static ImapCommand? Login(ref ImapReader reader, string tag) =>
        reader.Space() && reader.AStringText(out var user) && reader.Space() && reader.AStringText(out var password) && reader.End()
            ? new LoginCommand(tag, user, password)
            : null;

    private static ImapCommand? Enable(ref ImapReader reader, string tag)
    {
        var names = new List<string>();
        while (!reader.End())
        {
            if (!reader.Atom(out var name) || names.Count == MostCapabilities)
            {
                return null;
            }

            names.Add(Encoding.ASCII.GetString(name).ToUpperInvariant());
        }

        return names.Count > 0 ? new EnableCommand(tag, names) : null;
    }

    private static ImapCommand? Id(ref ImapReader reader, string tag)
    {
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (!reader.Space())
        {
            return null;
        }

        if (reader.Keyword("NIL"u8))
        {
            return reader.End() ? new IdCommand(tag, fields) : null;
        }

        var open = reader.Char('(');
        reader.Space();
        while (open && !reader.Char(')'))
        {
            if (fields.Count == MostIdFields || !reader.String(out var bytes) || !ImapReader.Text(bytes, out var name)
                || !reader.Space() || !reader.NString(out var value) || (!reader.Space() && reader.Next != ')'))
            {
                return null;
            }

            fields[name!.ToLowerInvariant()] = value;
        }

        return open && reader.End() ? new IdCommand(tag, fields) : null;
    }
}
