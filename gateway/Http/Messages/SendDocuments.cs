using System.ComponentModel;

namespace Mail.Gateway.Http.Messages;

[Description("A file to send.")]
internal sealed record SendAttachment(
    [property: Description("File name.")] string Name,
    [property: Description("Content in base64.")] byte[] Content,
    [property: Description("Media type, such as `application/pdf`.")] string MediaType = "application/octet-stream");

[Description("A message to send.")]
internal sealed record SendMessageBody(
    [property: Description("Recipients: `address` or `Name <address>`. To, cc and bcc together: 1 to 1,000.")] IReadOnlyList<string>? To = null,
    [property: Description("Recipients of copies.")] IReadOnlyList<string>? Cc = null,
    [property: Description("Recipients of copies that the others do not see.")] IReadOnlyList<string>? Bcc = null,
    [property: Description("An address of the user, `address` or `Name <address>`; the user's own if absent.")] string? From = null,
    [property: Description("The subject.")] string? Subject = null,
    [property: Description("Plain text.")] string? Text = null,
    [property: Description("HTML text.")] string? Html = null,
    [property: Description("Files, at most 100.")] IReadOnlyList<SendAttachment>? Attachments = null,
    [property: Description("Whether a copy is filed in the Sent folder.")] bool SaveToSent = true);

[Description("A message that was taken: it is on stable storage and will be delivered.")]
internal sealed record SentDocument(
    [property: Description("Names it in the server's log and queues.")] string Id,
    [property: Description("Its Message-ID, with angle brackets.")] string MessageId,
    [property: Description("Whom it is delivered to.")] IReadOnlyList<string> Recipients);
