namespace Mail.Engine.Reminders;

/// <summary>When a reminder is due. Ticks missed are skipped, never made up for.</summary>
internal static class ReminderTicks
{
    /// <summary>The first tick at or after <paramref name="now"/>.</summary>
    public static DateTime Next(DateTime first, TimeSpan period, DateTime now)
    {
        if (first >= now)
        {
            return first;
        }

        var missed = (now - first).Ticks / period.Ticks;
        var last = first + (period * missed);
        return last >= now ? last : last + period;
    }
}
