using Mail.Domain.Identity;
using Mail.Storage.Mailboxes;

namespace Mail.Grains.Mailbox.Mutations;

/// <summary>A change that the store makes once for its key, however often it is asked for.</summary>
internal interface IKeyedMutation
{
    /// <summary>Null: it is made each time.</summary>
    IngestId? Key { get; }

    /// <summary>The store may have it: to be looked up before it is planned.</summary>
    bool IsDoubtful { get; set; }

    /// <summary>What the store has of the key.</summary>
    void WasThere(IEnumerable<KnownDelivery> known);
}
