namespace Mail.Silo.Health;

internal static partial class HealthLog
{
    [LoggerMessage(EventId = 1, Message = "Part {Part} of the server: {State}")]
    public static partial void PartChanged(this ILogger logger, LogLevel level, string part, string state);
}
