namespace Mail.Storage.Mailboxes;

/// <summary>A delivery that the store already has, and the place it was given.</summary>
public readonly record struct KnownDelivery(DeliveryKey Key, int FolderNo, uint Uid);
