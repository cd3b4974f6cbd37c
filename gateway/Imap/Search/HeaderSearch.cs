using System.Text;
using Mail.Mime;
using Mail.Mime.Imap;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Search;

/// <summary>Conditions on header fields, from the summary where that is enough.</summary>
internal static class HeaderSearch
{
    public static bool? Contains(HeaderKey key, in SearchFacts facts)
    {
        if (facts.Header is { } header)
        {
            return InHeader(key, header);
        }

        return MessageSummary.TryRead(facts.Summary.Span, out var summary) && !summary.IsTruncated && FieldOf(key.Field) is { } field
            ? InSummary(key, field, summary)
            : null;
    }

    /// <summary>The Date field, its own zone and time disregarded (RFC 3501 section 6.4.4); no if there is none.</summary>
    public static bool? Compare(DateKey key, in SearchFacts facts)
    {
        if (facts.Header is { } header)
        {
            return new HeaderBlock(header).GetDate("Date"u8) is { } date && SearchEvaluator.Compare(key, DateOnly.FromDateTime(date.DateTime));
        }

        if (!MessageSummary.TryRead(facts.Summary.Span, out var summary))
        {
            return null;
        }

        return summary.RawValue(EnvelopeField.Date) is { } raw && MailDate.TryParse(raw, out var sent)
            && SearchEvaluator.Compare(key, DateOnly.FromDateTime(sent.DateTime));
    }

    private static EnvelopeField? FieldOf(string name) => name.ToUpperInvariant() switch
    {
        "SUBJECT" => EnvelopeField.Subject,
        "FROM" => EnvelopeField.From,
        "TO" => EnvelopeField.To,
        "CC" => EnvelopeField.Cc,
        "BCC" => EnvelopeField.Bcc,
        "MESSAGE-ID" => EnvelopeField.MessageId,
        "IN-REPLY-TO" => EnvelopeField.InReplyTo,
        _ => null,
    };

    private static bool? InSummary(HeaderKey key, EnvelopeField field, in MessageSummary summary)
    {
        if (field is EnvelopeField.Subject or EnvelopeField.MessageId or EnvelopeField.InReplyTo)
        {
            return summary.DecodeText(field) is { } text && TextSearch.Contains(text, key.Text);
        }

        foreach (var address in summary.Addresses(field))
        {
            if (TextSearch.Contains($"{address.DisplayName} <{address.LocalPart}@{address.Domain}>", key.Text))
            {
                return true;
            }
        }

        // A field that is there without an address is not in the summary, and an empty text asks for it, too (RFC 3501 section 6.4.4).
        return key.Text.Length == 0 ? null : false;
    }

    private static bool InHeader(HeaderKey key, byte[] header)
    {
        var name = Encoding.UTF8.GetBytes(key.Field);
        foreach (var field in new HeaderBlock(header))
        {
            if (field.IsNamed(name) && TextSearch.Contains(field.DecodeText(), key.Text))
            {
                return true;
            }
        }

        return false;
    }
}
