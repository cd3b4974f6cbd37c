using System.ComponentModel;
using Mail.Gateway.Http.Users;

namespace Mail.Gateway.Http.Mailboxes;

[Description("What a mailbox holds and may hold.")]
internal sealed record MailboxDocument(
    [property: Description("Octets of all messages.")] long UsedBytes,
    [property: Description("Number of messages.")] long UsedMessages,
    [property: Description("What it may hold.")] QuotaDocument Quota);

[Description("A folder of a mailbox.")]
internal sealed record FolderDocument(
    [property: Description("Stays the same when it is renamed.")] int Id,
    [property: Description("Full name; levels are separated by '/'.")] string Name,
    [property: Description("Number of messages.")] long Messages,
    [property: Description("Of these, without `\\Seen`.")] long Unseen,
    [property: Description("Octets of its messages.")] long Bytes,
    [property: Description("UIDs mean nothing any more when this changes (RFC 9051 section 2.3.1.1).")] long UidValidity,
    [property: Description("The UID that the next message will have.")] long UidNext,
    [property: Description("Grows with each change in the folder (RFC 7162).")] long ModSeq,
    [property: Description("Role of the folder (RFC 6154): inbox, drafts, sent, junk, trash, archive, all or flagged; absent: none.")] string? Use = null);

[Description("A folder to create.")]
internal sealed record CreateFolderBody(
    [property: Description("Full name; levels are separated by '/', missing ones are made.")] string Name);

[Description("A new name.")]
internal sealed record RenameFolderBody(
    [property: Description("Full name; folders below come along.")] string Name);
