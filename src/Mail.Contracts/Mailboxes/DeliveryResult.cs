using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>Where a delivery was filed.</summary>
[GenerateSerializer, Immutable, Alias("mail.delivered")]
public sealed record DeliveryResult(
    [property: Id(0)] int FolderNo,
    [property: Id(1)] uint Uid,
    [property: Id(2)] bool WasThere);
