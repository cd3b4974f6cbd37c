namespace Mail.Storage.Mailboxes;

/// <summary>What became of a <see cref="MailboxCommit"/>.</summary>
public enum CommitOutcome
{
    /// <summary>Durable.</summary>
    Committed,

    /// <summary>Nothing was written: somebody else wrote since. Reload.</summary>
    Stale,

    /// <summary>Nothing was written: a delivery in it is there already. Ask <see cref="IMailboxStore.FindDeliveriesAsync"/> which.</summary>
    Duplicate,
}
