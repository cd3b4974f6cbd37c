namespace Mail.Storage.Queue;

/// <summary>What became of a recipient in the outbound queue. The numbers are stored.</summary>
public enum OutboundState : byte
{
    /// <summary>Waits for its next attempt, or is under way.</summary>
    Waiting = 0,

    /// <summary>An operator stopped it.</summary>
    Held = 1,

    /// <summary>The other server took it.</summary>
    Sent = 2,

    /// <summary>Given up.</summary>
    Bounced = 3,

    /// <summary>An operator removed it.</summary>
    Deleted = 4,
}
