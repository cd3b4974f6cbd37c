using System.Diagnostics.Metrics;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap;

/// <summary>Instruments of the meter <c>Mail.Gateway</c>.</summary>
public sealed class ImapMetrics
{
    private static readonly string[] VerbNames = Enum.GetValues<ImapVerb>().Select(v => v.ToString().ToLowerInvariant()).ToArray();

    private readonly UpDownCounter<long> _sessions;
    private readonly Counter<long> _commands;
    private readonly Counter<long> _logins;

    public ImapMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Mail.Gateway");
        _sessions = meter.CreateUpDownCounter<long>("imap.sessions", "{session}", "Connections open");
        _commands = meter.CreateCounter<long>("imap.commands", "{command}", "Commands by name and status");
        _logins = meter.CreateCounter<long>("imap.logins", "{attempt}", "Attempts to authenticate by mechanism and outcome");
    }

    internal void SessionOpened() => _sessions.Add(1);

    internal void SessionClosed() => _sessions.Add(-1);

    internal void Command(ImapVerb verb, ImapStatus status)
    {
        if (_commands.Enabled)
        {
            _commands.Add(1, new("command", VerbNames[(int)verb]), new("status", StatusName(status)));
        }
    }

    internal void Login(string mechanism, bool succeeded) =>
        _logins.Add(1, new("mechanism", mechanism), new("outcome", succeeded ? "success" : "failure"));

    private static string StatusName(ImapStatus status) => status switch
    {
        ImapStatus.Ok => "ok",
        ImapStatus.No => "no",
        _ => "bad",
    };
}
