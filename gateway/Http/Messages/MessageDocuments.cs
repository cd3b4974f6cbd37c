using System.ComponentModel;

namespace Mail.Gateway.Http.Messages;

[Description("A mailbox address in a header.")]
internal sealed record AddressDocument(
    [property: Description("The address.")] string Address,
    [property: Description("The name beside it.")] string? Name = null);

[Description("A message as lists show it.")]
internal sealed record MessageDocument(
    [property: Description("Unique in its folder for ever.")] long Uid,
    [property: Description("Octets of the whole message.")] int Size,
    [property: Description("When it was received, UTC.")] DateTimeOffset ReceivedAt,
    [property: Description("System flags as IMAP spells them (`\\Seen`, `\\Answered`, `\\Flagged`, `\\Deleted`, `\\Draft`) and keywords.")] IReadOnlyList<string> Flags,
    [property: Description("Senders of the From field.")] IReadOnlyList<AddressDocument> From,
    [property: Description("Whether a part is shown as a file.")] bool HasAttachments,
    [property: Description("Grows with each change of the message (RFC 7162).")] long ModSeq,
    [property: Description("The Subject field, decoded.")] string? Subject = null,
    [property: Description("The Date field.")] DateTimeOffset? Date = null,
    [property: Description("The Message-ID field, with angle brackets.")] string? MessageId = null);

[Description("A header field, unfolded and decoded.")]
internal sealed record HeaderDocument(
    [property: Description("Name as written.")] string Name,
    [property: Description("Value, at most 8,192 characters of it.")] string Value);

[Description("A part of a message that is shown as a file.")]
internal sealed record AttachmentDocument(
    [property: Description("Names it in this message.")] int Id,
    [property: Description("Media type as the sender gave it.")] string MediaType,
    [property: Description("Octets in transfer encoding, as they lie in the message.")] int Size,
    [property: Description("File name as the sender gave it: do not use it as a path.")] string? Name = null,
    [property: Description("Content-ID without angle brackets.")] string? ContentId = null);

[Description("A message taken apart.")]
internal sealed record ParsedMessageDocument(
    [property: Description("What lists show.")] MessageDocument Summary,
    [property: Description("Header fields in the order of the message, at most 1,000.")] IReadOnlyList<HeaderDocument> Headers,
    [property: Description("Recipients of the To field.")] IReadOnlyList<AddressDocument> To,
    [property: Description("Recipients of the Cc field.")] IReadOnlyList<AddressDocument> Cc,
    [property: Description("Parts that are shown as files.")] IReadOnlyList<AttachmentDocument> Attachments,
    [property: Description("The first plain text, at most 1,000,000 characters of it.")] string? Text = null,
    [property: Description("The first HTML text as the sender wrote it, at most 1,000,000 characters of it: sanitise it before you show it.")] string? Html = null);

[Description("The flags that a message is to have.")]
internal sealed record PutFlagsBody(
    [property: Description("All flags: system flags as IMAP spells them and keywords.")] IReadOnlyList<string> Flags);

[Description("Flags to set and to take away.")]
internal sealed record PatchFlagsBody(
    [property: Description("Flags to set.")] IReadOnlyList<string>? Add = null,
    [property: Description("Flags to take away.")] IReadOnlyList<string>? Remove = null);

[Description("Where a message goes.")]
internal sealed record TargetFolderBody(
    [property: Description("Id of the folder.")] int Folder);

[Description("Where a message is now.")]
internal sealed record MessagePlaceDocument(
    [property: Description("Id of the folder.")] int Folder,
    [property: Description("Its UID there.")] long Uid);
