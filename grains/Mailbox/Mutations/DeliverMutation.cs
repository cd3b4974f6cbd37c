using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Grains.Mailbox.Model;
using Mail.Storage.Mailboxes;

namespace Mail.Grains.Mailbox.Mutations;

/// <summary>Files an accepted message in INBOX, whatever the quota says: its sender has been told that it is kept.</summary>
internal sealed class DeliverMutation(DeliverMessage delivery) : MailboxMutation<DeliveryResult>
{
    private DeliveryResult? _result;

    public DeliveryKey Key { get; } = new(delivery.Ingest, delivery.Recipient);

    /// <summary>The store may have it: to be looked up before it is planned.</summary>
    public bool IsDoubtful { get; set; } = delivery.Redelivery;

    public void WasThere(int folderNo, uint uid) => _result = new DeliveryResult(folderNo, uid, WasThere: true);

    public override void Plan(MailboxDraft draft)
    {
        if (_result is { WasThere: true })
        {
            return;
        }

        if (draft.TryDelivery(Key, out var place))
        {
            _result = new DeliveryResult(place.Folder, place.Uid, WasThere: false);
            return;
        }

        var folder = draft.Inbox.FolderNo;
        var uid = draft.Add(folder, new NewMessage(
            delivery.Blob, delivery.Summary, MessageFlags.None, Keywords.None, delivery.AcceptedAt, Key));
        _result = new DeliveryResult(folder, uid, WasThere: false);
    }

    protected override DeliveryResult Result(MailboxModel committed) => _result!;
}
