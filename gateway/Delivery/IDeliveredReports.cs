using Mail.Storage.Blobs;

namespace Mail.Gateway.Delivery;

/// <summary>Tells senders that their mail is in the mailboxes here, where they asked for that (RFC 3461 section 4.1).</summary>
public interface IDeliveredReports
{
    /// <summary>Makes the report durable; the accepted report, which owes its own delivery, or null if nobody is there to be told.</summary>
    /// <param name="message">A message whose deliveries here are durable.</param>
    Task<(PendingIngest Report, ReadOnlyMemory<byte> Summary)?> RecordAsync(PendingIngest message);
}
