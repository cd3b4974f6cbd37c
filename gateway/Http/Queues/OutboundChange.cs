namespace Mail.Gateway.Http.Queues;

/// <summary>What an operator does to a recipient in the outbound queue.</summary>
public enum OutboundChange
{
    /// <summary>No attempts until it is released.</summary>
    Hold,

    /// <summary>Due now.</summary>
    Release,

    /// <summary>Given up, without a report.</summary>
    Delete,
}
