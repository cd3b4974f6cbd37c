using Mail.Domain.Mailboxes;

namespace Mail.Storage.Mailboxes;

/// <summary>A line of a folder's change log.</summary>
/// <param name="Entry">State after the change; of an expunged message only UID, MODSEQ and MessageNo count.</param>
/// <param name="Expunged">The message is gone.</param>
public readonly record struct ChangeRow(MessageEntry Entry, bool Expunged);
