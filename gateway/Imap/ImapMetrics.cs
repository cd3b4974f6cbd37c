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
    private readonly Histogram<double> _durations;

    public ImapMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Mail.Gateway");
        _sessions = meter.CreateUpDownCounter<long>("mail.gateway.imap.sessions", "{session}", "Connections open");
        _commands = meter.CreateCounter<long>("mail.gateway.imap.commands", "{command}", "Commands by name and status");
        _durations = meter.CreateHistogram<double>("mail.gateway.imap.command.duration", "s", "From a command to its answer, by name; IDLE is left out");
        _logins = meter.CreateCounter<long>("mail.gateway.imap.logins", "{attempt}", "Attempts to authenticate by mechanism and outcome");
    }

    internal void SessionOpened() => _sessions.Add(1);

    internal void SessionClosed() => _sessions.Add(-1);

    internal void Command(ImapVerb verb, ImapStatus status, TimeSpan took)
    {
        if (verb != ImapVerb.Idle)
        {
            _durations.Record(took.TotalSeconds, new KeyValuePair<string, object?>("command", VerbNames[(int)verb]));
        }

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
