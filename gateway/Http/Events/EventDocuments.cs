using System.ComponentModel;

namespace Mail.Gateway.Http.Events;

[Description("An event of a mailbox. Read the folders that it names for what changed.")]
internal sealed record MailboxEvent(
    [property: Description("`ready`: the connection hears of changes from here on; `changed`: something changed; `pong`: answer to `ping`.")] string Type,
    [property: Description("The mailbox's MODSEQ: the cursor to connect again with. 0 with `pong`.")] long ModSeq = 0,
    [property: Description("Ids of the folders that changed.")] IReadOnlyList<int>? Folders = null,
    [property: Description("Folders were made, renamed or deleted.")] bool FolderListChanged = false,
    [property: Description("Events before this one were left out because the connection was slow: read all folders.")] bool Missed = false);
