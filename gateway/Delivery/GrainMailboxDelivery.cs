using Mail.Contracts.Mailboxes;
using Orleans;

namespace Mail.Gateway.Delivery;

/// <summary>Deliveries by the mailbox grains.</summary>
public sealed class GrainMailboxDelivery(IGrainFactory grains) : IMailboxDelivery
{
    public Task DeliverAsync(MailboxDelivery delivery) =>
        grains.GetGrain<IMailboxGrain>(delivery.Account.Value).DeliverAsync(new DeliverMessage(
            delivery.Ingest, delivery.Recipient, delivery.AcceptedAt, delivery.Blob, delivery.Summary, delivery.Redelivery));
}
