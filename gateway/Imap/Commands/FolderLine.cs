using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;

namespace Mail.Gateway.Imap.Commands;

/// <summary>One line of LIST or LSUB.</summary>
/// <param name="Name">The mailbox.</param>
/// <param name="Folder">Null if it does not exist.</param>
/// <param name="Attributes">Attributes with their backslash.</param>
/// <param name="HasSubscribedBelow">Whether RECURSIVEMATCH found a subscribed mailbox below (CHILDINFO).</param>
internal sealed record FolderLine(FolderName Name, FolderView? Folder, IReadOnlyList<string> Attributes, bool HasSubscribedBelow);
