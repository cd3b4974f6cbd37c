using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Grains.Mailbox.Model;
using Mail.Storage.Mailboxes;

namespace Mail.Grains.Mailbox.Mutations;

/// <summary>Files a stored message (RFC 9051 §6.3.12).</summary>
internal sealed class AppendMutation(AppendMessage request) : MailboxMutation<AppendResult>, IKeyedMutation
{
    /// <summary>Stands where a delivery has its recipient.</summary>
    private const string Recipient = "append";

    private readonly DeliveryKey? _key = request.Key is { } key ? new DeliveryKey(key, Recipient) : null;
    private (int Folder, uint Uid)? _place;
    private AppendResult? _result;

    public IngestId? Key => request.Key;

    public bool IsDoubtful { get; set; } = request.Again;

    public void WasThere(IEnumerable<KnownDelivery> known)
    {
        foreach (var place in known.Where(k => k.Key == _key))
        {
            _place = (place.FolderNo, place.Uid);
        }
    }

    public override void Plan(MailboxDraft draft)
    {
        if (_place is { } there || (_key is { } key && draft.TryDelivery(key, out there)))
        {
            _result = new AppendResult(there.Folder, draft.Folder(there.Folder).UidValidity, there.Uid);
            return;
        }

        var folder = draft.Folder(request.Folder);
        if (draft.Quota.Check(draft.UsedBytes, draft.UsedMessages, request.Blob.Length) != QuotaVerdict.Fits)
        {
            throw new MailException(MailErrorCode.ResourceExhausted, "The mailbox is full.");
        }

        var uid = draft.Add(folder.FolderNo, new NewMessage(
            request.Blob, request.Summary, request.Flags, request.Keywords, request.InternalDate ?? draft.Now, _key));
        _result = new AppendResult(folder.FolderNo, folder.UidValidity, uid);
    }

    protected override AppendResult Result(MailboxModel committed) => _result!;
}
