namespace Mail.Gateway.Limits;

/// <summary>Names of the limits, as they stand in the metric and in the log. docs/limits.md says what each of them is.</summary>
internal static class LimitName
{
    public const string ConnectionRate = "connection-rate";
    public const string Connections = "connections";
    public const string Unauthenticated = "unauthenticated-connections";
    public const string CommandRate = "command-rate";
    public const string RequestRate = "request-rate";
    public const string Commands = "commands-per-session";
    public const string Errors = "errors-per-session";
    public const string FailedLogins = "failed-logins";
    public const string Handshake = "tls-handshake-time";
    public const string Idle = "idle-time";
    public const string LoginTime = "login-time";
    public const string Slow = "slow-client";
    public const string Size = "size";
    public const string Recipients = "recipients";
    public const string Hops = "hops";
    public const string SendRate = "send-rate";
    public const string Memory = "memory";
    public const string Events = "event-connections";
}
