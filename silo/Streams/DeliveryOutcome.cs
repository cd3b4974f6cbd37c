namespace Mail.Silo.Streams;

/// <summary>How a delivery ended.</summary>
internal enum DeliveryOutcome
{
    /// <summary>It has not: the call was not made, or has not returned.</summary>
    None,

    /// <summary>The consumer has taken the event.</summary>
    Delivered,

    /// <summary>The consumer threw, or was not reached.</summary>
    Failed,
}
