using Mail.Contracts;
using Mail.Contracts.Accounts;
using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Orleans;

namespace Mail.Gateway.Delivery;

/// <summary>Deliveries by the mailbox grains.</summary>
public sealed class GrainMailboxDelivery(IGrainFactory grains) : IMailboxDelivery
{
    private readonly Func<Guid, IMailboxGrain> _mailboxes = grains.ByGuid<IMailboxGrain>();

    public async Task DeliverAsync(MailboxDelivery delivery)
    {
        try
        {
            await _mailboxes(delivery.Account.Value).DeliverAsync(new DeliverMessage(
                delivery.Ingest, delivery.Recipient, delivery.AcceptedAt, delivery.Blob, delivery.Summary, delivery.Redelivery)).ConfigureAwait(false);
        }
        catch (MailException refusal) when (refusal.Code == MailErrorCode.NotFound)
        {
            // An account that was deleted since the message was accepted is owed nothing; any other missing mailbox is.
            if (await grains.GetGrain<IAccountGrain>(delivery.Account.Value).GetAsync().ConfigureAwait(false) is not null)
            {
                throw;
            }
        }
    }
}
