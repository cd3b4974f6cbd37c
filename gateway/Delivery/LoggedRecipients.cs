namespace Mail.Gateway.Delivery;

/// <summary>Recipients as a log line names them: enough to find a message by one of them, and bounded.</summary>
internal static class LoggedRecipients
{
    /// <summary>How many are named.</summary>
    public const int Most = 10;

    /// <param name="named">The first of them, at most <see cref="Most"/>.</param>
    /// <param name="all">How many there are.</param>
    public static string Of(IEnumerable<string> named, int all)
    {
        var text = string.Join(", ", named.Take(Most).Select(n => $"<{n}>"));
        return all > Most ? $"{text} and {all - Most} more" : text;
    }
}
