using Mail.Mime.Imap;

namespace Mail.Mime.Tests.Oracle;

/// <summary>A message as Mail.Mime reads it.</summary>
internal static class OurReading
{
    public static Facts Of(byte[] message)
    {
        var (facts, root) = (new Facts(), MimeParser.Parse(message));
        Envelope(facts, "", root);
        Part(facts, "", root);
        return facts;
    }

    public static string Addresses(IEnumerable<ImapAddress> list) => string.Join(' ', list.Select(a => a switch
    {
        { Host: null, Mailbox: null } => "}",
        { Host: null } => $"{Text(a.Mailbox)}{{",
        _ => $"[{Text(a.Name)}]<{Plain(a.Mailbox)}@{Plain(a.Host)}>",
    }));

    private static void Envelope(Facts facts, string path, MimeEntity entity)
    {
        var envelope = ImapEnvelope.Parse(entity.HeaderBytes.Span);
        facts[path + "subject"] = Text(envelope.Subject);
        facts[path + "from"] = Addresses(envelope.From);
        facts[path + "to"] = Addresses(envelope.To);
        facts[path + "cc"] = Addresses(envelope.Cc);
        facts[path + "message-id"] = Text(envelope.MessageId);
        facts[path + "in-reply-to"] = Text(envelope.InReplyTo);
        facts[path + "date"] = MailDate.TryParse(envelope.Date, out var date) ? date.ToString("yyyy-MM-dd HH:mm:ss zzz", null) : "";
    }

    private static void Part(Facts facts, string path, MimeEntity part)
    {
        facts[path + " type"] = part.ContentType.MediaType.ToLowerInvariant();
        facts[path + " range"] = $"{part.Header.Offset} {part.Body.Offset}";
        facts[path + " disposition"] = part.Disposition?.Type ?? "";
        facts[path + " filename"] = part.FileName ?? "";
        facts[path + " id"] = part.ContentId ?? "";
        // What could not be divided is one opaque part here, and none there.
        for (var i = 0; i < part.Parts.Count && part.Parts[0].Body != part.Body; i++)
        {
            Part(facts, $"{path}.{i + 1}", part.Parts[i]);
        }

        if (part.Message is { } message)
        {
            Envelope(facts, path + "m ", message);
            Part(facts, path + "m", message);
        }
        else if (part.Parts.Count == 0)
        {
            facts[path + " end"] = $"{part.Body.End}";
            // The last line counts there even if it does not end.
            facts[path + " lines"] = $"{part.BodyLines + (part.Body.Length > 0 && part.BodyBytes.Span[^1] != '\n' ? 1 : 0)}";
            facts[path + " charset"] = part.ContentType.Charset?.ToLowerInvariant() ?? "";
            facts[path + " encoding"] = part.TransferEncoding is TransferEncoding.SevenBit or TransferEncoding.EightBit or TransferEncoding.Binary or TransferEncoding.Unknown ? "Identity" : part.TransferEncoding.ToString();
            facts[path + " content"] = Convert.ToBase64String(part.DecodeBody());
        }
    }

    private static string Text(byte[]? raw) => raw is null ? "" : HeaderText.Decode(raw).Trim();

    private static string Plain(byte[]? raw) => raw is null ? "" : Raw.Text(raw);
}
