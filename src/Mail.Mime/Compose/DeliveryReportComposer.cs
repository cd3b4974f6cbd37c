using System.Buffers;
using System.Text;

namespace Mail.Mime.Compose;

/// <summary>Writes delivery status notifications: multipart/report of RFC 6522 with RFC 3464 fields, in their RFC 6533 form where addresses need it.</summary>
public sealed class DeliveryReportComposer(MimeComposer composer)
{
    /// <summary>Writes the report. Throws <see cref="ArgumentException"/> for an address that cannot stand in a header.</summary>
    public byte[] Compose(DeliveryReport report)
    {
        bool utf8 = !Ascii.IsValid(report.To.Address) || report.Recipients.Any(r => !Ascii.IsValid(r.FinalRecipient));
        var parts = new List<ComposedPart> { TextLeaf.Create("text/plain", report.Text), Status(report, utf8) };
        if (!report.Original.IsEmpty)
        {
            parts.Add(Returned(report));
        }

        var draft = new MessageDraft
        {
            From = [report.From],
            To = [report.To],
            Subject = report.Subject,
            Utf8Header = utf8,

            // RFC 3834 section 5: nothing may answer a report by itself.
            ExtraFields = [new("Auto-Submitted", "auto-replied")],
        };
        var output = new ArrayBufferWriter<byte>(4096);
        composer.Write(draft, composer.Multipart("report", parts, "delivery-status"), output);
        return output.WrittenSpan.ToArray();
    }

    private static ComposedLeaf Status(DeliveryReport report, bool utf8)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        var writer = new HeaderWriter(output, utf8);
        Optional(writer, "Original-Envelope-Id", report.OriginalEnvelopeId);
        writer.Field("Reporting-MTA", "dns;" + report.ReportingMta);
        Optional(writer, "Arrival-Date", report.ArrivalDate is { } arrival ? MailDate.Format(arrival) : null);
        foreach (RecipientStatus recipient in report.Recipients)
        {
            writer.EndBlock();
            Recipient(writer, recipient);
        }

        return new ComposedLeaf(
            utf8 ? "message/global-delivery-status" : "message/delivery-status",
            output.WrittenMemory,
            utf8 ? TransferEncoding.EightBit : TransferEncoding.SevenBit);
    }

    private static void Recipient(HeaderWriter writer, RecipientStatus recipient)
    {
        // RFC 6533 section 3: the "utf-8" address type.
        string type = Ascii.IsValid(recipient.FinalRecipient) ? "rfc822;" : "utf-8;";
        Optional(writer, "Original-Recipient", recipient.OriginalRecipient);
        writer.Field("Final-Recipient", type + recipient.FinalRecipient);
        writer.Field("Action", recipient.Action.ToString().ToLowerInvariant());
        writer.Field("Status", recipient.Status);
        Optional(writer, "Remote-MTA", recipient.RemoteMta is null ? null : "dns;" + recipient.RemoteMta);
        Optional(writer, "Diagnostic-Code", recipient.DiagnosticCode is null ? null : "smtp; " + recipient.DiagnosticCode);
        Optional(writer, "Last-Attempt-Date", recipient.LastAttempt is { } last ? MailDate.Format(last) : null);
        Optional(writer, "Will-Retry-Until", recipient.WillRetryUntil is { } until ? MailDate.Format(until) : null);
    }

    private static void Optional(HeaderWriter writer, string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        writer.Begin(name);
        foreach (string word in HeaderValue.OneLine(value).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            writer.Token(writer.IsUtf8 ? word : Printable(word));
        }

        writer.End();
    }

    // A remote host may answer with anything.
    private static string Printable(string word) => string.Concat(word.Select(c => c is > ' ' and < (char)127 ? c : '?'));

    private static ComposedLeaf Returned(DeliveryReport report)
    {
        ReadOnlyMemory<byte> content = report.ReturnFull ? report.Original : MimeParser.Parse(report.Original).HeaderBytes;
        bool ascii = Ascii.IsValid(content.Span);
        string type = report.ReturnFull ? "message/rfc822" : ascii ? "text/rfc822-headers" : "message/global-headers";
        return new ComposedLeaf(type, content, ascii ? TransferEncoding.SevenBit : TransferEncoding.EightBit);
    }
}
