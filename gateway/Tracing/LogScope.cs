using System.Security.Cryptography;
using Mail.Gateway.Auth;
using Orleans.Runtime;

namespace Mail.Gateway.Tracing;

/// <summary>
/// What a session, request or delivery writes beside each line of the log (OPS-6). It flows with the work; calls to grains carry the trace id and
/// the correlation id in their request context, so that lines of grains have them, too.
/// </summary>
public sealed class LogScope
{
    /// <summary>Keys of the request context.</summary>
    public const string TraceKey = "trace";

    public const string CorrelationKey = "correlation";

    private static readonly AsyncLocal<LogScope?> Ambient = new();

    private string? _correlation;
    private long _commands;

    private LogScope(string service, string trace, string? correlation) => (Service, Trace, _correlation) = (service, trace, correlation);

    /// <summary>The scope of the running work; null: none, or in a grain.</summary>
    public static LogScope? Current => Ambient.Value;

    /// <summary>Which part of the server: <c>smtp</c>, <c>lmtp</c>, <c>submission</c>, <c>imap</c>, <c>http</c>, <c>delivery</c>, <c>outbound</c>.</summary>
    public string Service { get; }

    /// <summary>W3C trace id: 32 hexadecimal digits, one for each session, request or message.</summary>
    public string Trace { get; }

    /// <summary>What it is about: the message's id, the caller's X-Correlation-Id, or else the session's command by its number.</summary>
    public string Correlation => _correlation ?? FormattableString.Invariant($"{Trace}-{_commands}");

    /// <summary>Who has logged in.</summary>
    public string? User { get; set; }

    public string? Tenant { get; set; }

    /// <summary>Begins a scope for the calling method and all that it calls.</summary>
    /// <param name="service">Which part of the server.</param>
    /// <param name="trace">Null: a new one.</param>
    /// <param name="correlation">Null: the commands of a session, by their number.</param>
    public static LogScope Begin(string service, string? trace = null, string? correlation = null)
    {
        var scope = new LogScope(service, trace ?? NewTrace(), correlation);
        Ambient.Value = scope;
        RequestContext.Set(TraceKey, scope.Trace);
        if (correlation is not null)
        {
            RequestContext.Set(CorrelationKey, correlation);
        }

        return scope;
    }

    public static string NewTrace() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>From now on the lines are about the session's next command.</summary>
    public void NextCommand()
    {
        _commands++;
        _correlation = null;
    }

    /// <summary>From now on the session is somebody's.</summary>
    internal void LoggedIn(LoginAccount account) => (User, Tenant) = (account.Address.ToString(), account.Tenant);

    /// <summary>From now on the lines are about a message.</summary>
    public void About(string message) => _correlation = message;
}
