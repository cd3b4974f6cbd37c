namespace Mail.Grains.Mailbox;

/// <summary>Bounds of a mailbox activation.</summary>
public sealed class MailboxGrainOptions
{
    /// <summary>Message entries kept in memory per mailbox (about 100 bytes each). Default 200,000; at least 1,000.</summary>
    public int MostEntriesInMemory { get; set; } = 200_000;
}
