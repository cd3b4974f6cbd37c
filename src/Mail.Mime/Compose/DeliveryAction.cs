namespace Mail.Mime.Compose;

/// <summary>What became of a recipient (RFC 3464 section 2.3.3).</summary>
public enum DeliveryAction
{
    Failed,
    Delayed,
    Delivered,
    Relayed,
    Expanded,
}
