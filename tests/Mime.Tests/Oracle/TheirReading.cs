using Kit = MimeKit;

namespace Mail.Mime.Tests.Oracle;

/// <summary>A message as MimeKit reads it.</summary>
internal static class TheirReading
{
    // As its documentation asks for: without, it knows no charsets of Windows and KOI.
    static TheirReading() => System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);

    public static Facts Of(byte[] message)
    {
        var parser = new Kit.MimeParser(new MemoryStream(message), Kit.MimeFormat.Entity);
        var places = new Dictionary<Kit.MimeEntity, (long Begin, long Body, long End, int Lines)>();
        parser.MimeEntityEnd += (_, e) => places[e.Entity] = (e.BeginOffset, e.HeadersEndOffset, e.EndOffset, e.Lines);
        var (facts, read) = (new Facts(), parser.ParseMessage());
        Envelope(facts, "", read);
        Part(facts, "", read.Body!, places);
        return facts;
    }

    public static string Addresses(Kit.InternetAddressList list) => string.Join(' ', list.Select(Address));

    private static string Address(Kit.InternetAddress address) => address switch
    {
        Kit.GroupAddress group => string.Join(' ', group.Members.Select(Address).Prepend($"{group.Name}{{").Append("}")),
        // The quotes of a local part are syntax; in ENVELOPE they are gone (RFC 3501 §7.4.2).
        Kit.MailboxAddress mailbox => $"[{mailbox.Name}]<{Kit.Utils.MimeUtils.Unquote(mailbox.LocalPart)}@{mailbox.Domain}>",
        _ => "?",
    };

    private static void Envelope(Facts facts, string path, Kit.MimeMessage message)
    {
        facts[path + "subject"] = (message.Subject ?? "").Trim();
        facts[path + "from"] = Addresses(message.From);
        facts[path + "to"] = Addresses(message.To);
        facts[path + "cc"] = Addresses(message.Cc);
        facts[path + "message-id"] = message.Headers["Message-Id"]?.Trim() ?? "";
        facts[path + "in-reply-to"] = message.Headers["In-Reply-To"]?.Trim() ?? "";
        facts[path + "date"] = message.Headers.Contains(Kit.HeaderId.Date) && message.Date != default ? message.Date.ToString("yyyy-MM-dd HH:mm:ss zzz", null) : "";
    }

    private static void Part(Facts facts, string path, Kit.MimeEntity part, Dictionary<Kit.MimeEntity, (long Begin, long Body, long End, int Lines)> places)
    {
        facts[path + " type"] = part.ContentType.MimeType.ToLowerInvariant();
        facts[path + " range"] = $"{places[part].Begin} {places[part].Body}";
        facts[path + " disposition"] = part.ContentDisposition?.Disposition.ToLowerInvariant() ?? "";
        facts[path + " filename"] = part.ContentDisposition?.FileName ?? part.ContentType.Name ?? "";
        facts[path + " id"] = part.ContentId ?? "";
        switch (part)
        {
            case Kit.Multipart many:
                for (var i = 0; i < many.Count; i++)
                {
                    Part(facts, $"{path}.{i + 1}", many[i], places);
                }

                break;
            case Kit.MessagePart { Message: { } inner }:
                Envelope(facts, path + "m ", inner);
                Part(facts, path + "m", inner.Body!, places);
                break;
            case Kit.MimePart leaf:
                facts[path + " end"] = $"{places[part].End}";
                facts[path + " lines"] = $"{places[part].Lines}";
                facts[path + " charset"] = part.ContentType.Charset?.ToLowerInvariant() ?? "";
                facts[path + " encoding"] = Encoding(leaf.ContentTransferEncoding);
                using (var content = new MemoryStream())
                {
                    leaf.Content?.DecodeTo(content);
                    facts[path + " content"] = Convert.ToBase64String(content.ToArray());
                }

                break;
        }
    }

    private static string Encoding(Kit.ContentEncoding encoding) => encoding switch
    {
        Kit.ContentEncoding.Base64 => "Base64",
        Kit.ContentEncoding.QuotedPrintable => "QuotedPrintable",
        Kit.ContentEncoding.UUEncode => "UuEncode",
        _ => "Identity",
    };
}
