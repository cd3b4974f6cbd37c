using System.Collections.Immutable;
using Mail.Domain.Blobs;
using Mail.Domain.Mailboxes;
using Mail.Storage.Mailboxes;

namespace Mail.Grains.Mailbox.Model;

/// <summary>A message to file.</summary>
/// <param name="MessageNo">Kept by a move; null: a new one.</param>
internal readonly record struct NewMessage(
    BlobRef Blob,
    ReadOnlyMemory<byte> Summary,
    MessageFlags Flags,
    ImmutableArray<string> Keywords,
    DateTimeOffset InternalDate,
    DeliveryKey? Delivery = null,
    long? MessageNo = null);
