namespace Mail.Storage.Mailboxes;

/// <summary>A live message's stored summary.</summary>
public readonly record struct MessageSummaryRow(uint Uid, ReadOnlyMemory<byte> Summary);
