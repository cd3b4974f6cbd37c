using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Storage.Blobs;
using Mail.Storage.Queue;

namespace Mail.Gateway.Delivery.Outbound;

/// <summary>Hands an accepted message's recipients elsewhere over to the outbound queue. Repeating it does nothing.</summary>
internal sealed class OutboundHandOver(IOutboundQueue queue, OutboundOptions options)
{
    public Task AddAsync(PendingIngest message)
    {
        var rows = ImmutableArray.CreateBuilder<OutboundDelivery>();
        foreach (var recipient in message.Recipients)
        {
            if (recipient.IsElsewhere)
            {
                rows.Add(Row(message, recipient));
            }
        }

        return queue.AddAsync(rows.DrainToImmutable(), CancellationToken.None).AsTask();
    }

    private OutboundDelivery Row(PendingIngest message, IngestRecipient recipient) => new(
        message.Id,
        message.AcceptedAt,
        message.Blob,
        message.MailFrom,
        recipient.Address,
        EmailAddress.Parse(recipient.Address).Domain.Value,
        message.AcceptedAt + options.ExpireAfter)
    {
        EnvelopeId = message.EnvelopeId,
        Return = message.Return,
        Notify = recipient.Notify,
        OriginalRecipient = recipient.OriginalRecipient,
    };
}
