namespace Mail.Gateway.Delivery.Outbound;

/// <summary>How long a client waits at least (RFC 5321 §4.5.3.2).</summary>
internal static class SmtpClientTimes
{
    public static readonly TimeSpan Greeting = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Command = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan DataStart = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan DataBlock = TimeSpan.FromMinutes(3);
    public static readonly TimeSpan DataEnd = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan Quit = TimeSpan.FromSeconds(1);
}
