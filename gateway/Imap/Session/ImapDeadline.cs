namespace Mail.Gateway.Imap.Session;

/// <summary>When a session must have moved on. Set by the session, looked at by the one timer that serves all of them.</summary>
internal sealed class ImapDeadline(TimeProvider time)
{
    private long _at = long.MaxValue;

    public bool HasPassed => time.GetTimestamp() >= Volatile.Read(ref _at);

    /// <summary>Whether it passed at least <paramref name="span"/> ago.</summary>
    public bool HasPassedBy(TimeSpan span)
    {
        var at = Volatile.Read(ref _at);
        return at != long.MaxValue && time.GetTimestamp() >= at && time.GetElapsedTime(at) >= span;
    }

    public long Now => time.GetTimestamp();

    public TimeSpan Since(long timestamp) => time.GetElapsedTime(timestamp);

    /// <summary>Sets it; what is not positive has passed at once.</summary>
    public void Set(TimeSpan fromNow) =>
        Volatile.Write(ref _at, time.GetTimestamp() + (long)(fromNow.TotalSeconds * time.TimestampFrequency));
}
