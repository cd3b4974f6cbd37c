using System.Buffers;
using System.Text;

namespace Mail.Mime.Compose;

/// <summary>Writes messages: RFC 5322 header, RFC 2045-2049 body, RFC 2047 and 2231 for text outside ASCII, or RFC 6532.</summary>
/// <param name="clock">Gives Date where the draft has none.</param>
/// <param name="random">Gives boundaries and message identifiers.</param>
/// <param name="hostName">The right side of message identifiers.</param>
public sealed class MimeComposer(TimeProvider clock, RandomFill random, string hostName)
{
    /// <summary>A new message identifier without angle brackets (RFC 5322 section 3.6.4).</summary>
    public string NewMessageId() => $"{clock.GetUtcNow().ToUnixTimeMilliseconds():x}.{RandomHex()}@{hostName}";

    /// <summary>Writes a message. Throws <see cref="ArgumentException"/> for an address or field name that cannot stand in a header.</summary>
    public byte[] Compose(MessageDraft draft)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        Compose(draft, output);
        return output.WrittenSpan.ToArray();
    }

    public void Compose(MessageDraft draft, IBufferWriter<byte> output) => Write(draft, Body(draft), output);

    internal void Write(MessageDraft draft, ComposedPart body, IBufferWriter<byte> output)
    {
        var writer = new HeaderWriter(output, draft.Utf8Header);
        writer.Field("Date", MailDate.Format(draft.Date ?? clock.GetUtcNow()));
        AddressWriter.Write(writer, "From", draft.From);
        AddressWriter.Write(writer, "Sender", draft.Sender is null ? [] : [draft.Sender]);
        AddressWriter.Write(writer, "Reply-To", draft.ReplyTo);
        AddressWriter.Write(writer, "To", draft.To);
        AddressWriter.Write(writer, "Cc", draft.Cc);
        if (draft.Subject is not null)
        {
            writer.Text("Subject", draft.Subject);
        }

        writer.Field("Message-ID", $"<{draft.MessageId ?? NewMessageId()}>");
        Identifiers(writer, "In-Reply-To", draft.InReplyTo);
        Identifiers(writer, "References", draft.References);
        foreach ((string name, string value) in draft.ExtraFields)
        {
            writer.Text(FieldName(name), value);
        }

        writer.Field("MIME-Version", "1.0");
        body.WriteFields(writer);
        writer.EndBlock();
        body.WriteBody(output);
    }

    internal ComposedMultipart Multipart(string subtype, IReadOnlyList<ComposedPart> parts, string? reportType = null)
    {
        // "=_" occurs in no encoded body (RFC 2045 section 6.7).
        return new ComposedMultipart(subtype, "=_" + RandomHex(), parts) { ReportType = reportType };
    }

    private ComposedPart Body(MessageDraft draft)
    {
        ComposedPart? text = draft.Text is null ? null : TextLeaf.Create("text/plain", draft.Text);
        ComposedPart? html = draft.Html is null ? null : TextLeaf.Create("text/html", draft.Html);
        if (html is not null && draft.Inline.Count > 0)
        {
            html = Multipart("related", [html, .. draft.Inline.Select(a => File(a, "inline"))]);
        }

        ComposedPart page = text is not null && html is not null
            ? Multipart("alternative", [text, html])
            : text ?? html ?? TextLeaf.Create("text/plain", "");
        IEnumerable<ComposedPart> files = draft.Attachments.Select(a => File(a, "attachment"));
        if (draft.Html is null)
        {
            files = draft.Inline.Select(a => File(a, "inline")).Concat(files);
        }

        ComposedPart[] all = [page, .. files];
        return all.Length == 1 ? page : Multipart("mixed", all);
    }

    private static ComposedLeaf File(MimeAttachment file, string disposition)
    {
        // RFC 2046 section 5.2.1: no encoding but 7bit, 8bit and binary for message/rfc822.
        bool isMessage = file.MediaType.Equals("message/rfc822", StringComparison.OrdinalIgnoreCase);
        TransferEncoding encoding = !isMessage ? TransferEncoding.Base64
            : Ascii.IsValid(file.Content.Span) ? TransferEncoding.SevenBit : TransferEncoding.EightBit;
        return new ComposedLeaf(file.MediaType, file.Content, encoding)
        {
            Disposition = disposition,
            FileName = file.FileName,
            ContentId = file.ContentId,
        };
    }

    private static void Identifiers(HeaderWriter writer, string name, IReadOnlyList<string> ids)
    {
        if (ids.Count > 0)
        {
            writer.Field(name, [.. ids.Select(id => $"<{id}>")]);
        }
    }

    private static string FieldName(string name) =>
        name.Length is > 0 and <= 70 && name.All(c => c is > ' ' and < (char)127 and not ':')
            ? name
            : throw new ArgumentException($"'{HeaderValue.OneLine(name)}' is no field name.", nameof(name));

    private string RandomHex()
    {
        Span<byte> octets = stackalloc byte[16];
        random(octets);
        return Convert.ToHexStringLower(octets);
    }
}
