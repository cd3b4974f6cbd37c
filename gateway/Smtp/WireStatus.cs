namespace Mail.Gateway.Smtp;

/// <summary>Outcome of waiting for a peer.</summary>
internal enum WireStatus
{
    Ok,

    /// <summary>The peer has gone.</summary>
    Closed,

    /// <summary>The peer was silent, or did not read, for too long.</summary>
    TimedOut,

    /// <summary>The server stops, and nothing is under way in this session.</summary>
    Draining,

    /// <summary>Far more content than allowed.</summary>
    TooMuch,
}
