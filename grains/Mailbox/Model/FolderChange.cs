using Mail.Domain.Mailboxes;

namespace Mail.Grains.Mailbox.Model;

/// <summary>A line of a folder's change log as the writer made it.</summary>
internal readonly record struct FolderChange(MessageEntry Entry, bool Expunged);
