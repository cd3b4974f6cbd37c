using Mail.Mime;

namespace Mail.Gateway.Http.Messages;

/// <summary>A message as a page shows it: one text, one HTML text, files.</summary>
internal static class MessageParts
{
    private const int MostHeaders = 1000;
    private const int LongestValue = 8192;
    private const int LongestText = 1_000_000;

    public static ParsedMessageDocument Parse(ReadOnlyMemory<byte> message, MessageDocument summary)
    {
        var root = MimeParser.Parse(message);
        var leaves = Leaves(root).ToList();
        return new ParsedMessageDocument(
            summary,
            Headers(root),
            MessageLookup.Addresses(AddressList.Flatten(root.Headers.GetAddresses("To"u8))),
            MessageLookup.Addresses(AddressList.Flatten(root.Headers.GetAddresses("Cc"u8))),
            Files(root).Select((part, i) => new AttachmentDocument(i + 1, MediaType(part), part.Body.Length, part.FileName, part.ContentId)).ToList(),
            Text(leaves, "plain"),
            Text(leaves, "html"));
    }

    /// <summary>The parts that are shown as files; their ids count from 1.</summary>
    public static List<MimeEntity> Files(MimeEntity root) => Leaves(root).Where(p => p.IsAttachment || p.Message is not null).ToList();

    public static string MediaType(MimeEntity part) => $"{part.ContentType.Type}/{part.ContentType.Subtype}".ToLowerInvariant();

    /// <summary>Parts that have none below; a message inside counts as one.</summary>
    private static IEnumerable<MimeEntity> Leaves(MimeEntity part) => part.IsMultipart ? part.Parts.SelectMany(Leaves) : [part];

    private static string? Text(List<MimeEntity> leaves, string subtype)
    {
        var part = leaves.Find(p => p.ContentType.IsText && p.ContentType.IsSubtype(subtype) && !p.IsAttachment);
        return part is null ? null : Cut(part.DecodeText(), LongestText);
    }

    private static List<HeaderDocument> Headers(MimeEntity root)
    {
        var headers = new List<HeaderDocument>();
        foreach (var field in root.Headers)
        {
            if (!field.Name.IsEmpty && headers.Count < MostHeaders)
            {
                headers.Add(new HeaderDocument(System.Text.Encoding.ASCII.GetString(field.Name), Cut(field.DecodeText(), LongestValue)));
            }
        }

        return headers;
    }

    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
