using Mail.Contracts.Mailboxes;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Grains.Mailbox.Model;
using Mail.Storage.Mailboxes;

namespace Mail.Grains.Mailbox.Mutations;

/// <summary>Files an accepted message in INBOX, whatever the quota says: its sender has been told that it is kept.</summary>
internal sealed class DeliverMutation(DeliverMessage delivery) : MailboxMutation<DeliveryResult>, IKeyedMutation
{
    private readonly DeliveryKey _key = new(delivery.Ingest, delivery.Recipient);
    private DeliveryResult? _result;

    public IngestId? Key => delivery.Ingest;

    public bool IsDoubtful { get; set; } = delivery.Redelivery;

    public void WasThere(IEnumerable<KnownDelivery> known)
    {
        foreach (var place in known.Where(k => k.Key == _key))
        {
            _result = new DeliveryResult(place.FolderNo, place.Uid, WasThere: true);
        }
    }

    public override void Plan(MailboxDraft draft)
    {
        if (_result is { WasThere: true })
        {
            return;
        }

        if (draft.TryDelivery(_key, out var place))
        {
            _result = new DeliveryResult(place.Folder, place.Uid, WasThere: false);
            return;
        }

        var folder = draft.Inbox.FolderNo;
        var uid = draft.Add(folder, new NewMessage(
            delivery.Blob, delivery.Summary, MessageFlags.None, Keywords.None, delivery.AcceptedAt, _key));
        _result = new DeliveryResult(folder, uid, WasThere: false);
    }

    protected override DeliveryResult Result(MailboxModel committed) => _result!;
}
