using System.Diagnostics.Metrics;
using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp;

/// <summary>Figures of the SMTP and LMTP listeners.</summary>
public sealed class SmtpMetrics : IDisposable
{
    private static readonly string[] VerbNames = Enum.GetNames<SmtpVerb>().Select(v => v.ToLowerInvariant()).ToArray();

    private readonly Meter _meter = new("Mail.Gateway");
    private readonly UpDownCounter<long> _sessions;
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _octets;
    private readonly Counter<long> _refused;
    private readonly Histogram<double> _commands;
    private readonly Histogram<double> _keeping;

    public SmtpMetrics()
    {
        _sessions = _meter.CreateUpDownCounter<long>("mail.gateway.smtp.sessions", "{session}", "Open sessions");
        _accepted = _meter.CreateCounter<long>("mail.gateway.smtp.accepted", "{message}", "Messages accepted");
        _octets = _meter.CreateCounter<long>("mail.gateway.smtp.accepted.size", "By", "Octets of accepted messages");
        _commands = _meter.CreateHistogram<double>("mail.gateway.smtp.command.duration", "s", "From a command to its answer, by protocol and command; content is left out");
        _keeping = _meter.CreateHistogram<double>("mail.gateway.smtp.accept.duration", "s", "From the end of a message to the answer about it, by protocol");
        _refused = _meter.CreateCounter<long>("mail.gateway.smtp.refused", "{reply}", "Refusals of recipients, messages and sessions by reply code");
    }

    public void SessionBegan(SmtpDialect dialect) => _sessions.Add(1, Protocol(dialect));

    public void SessionEnded(SmtpDialect dialect) => _sessions.Add(-1, Protocol(dialect));

    public void Command(SmtpDialect dialect, SmtpVerb verb, TimeSpan took) =>
        _commands.Record(took.TotalSeconds, Protocol(dialect), new("command", VerbNames[(int)verb]));

    public void Concluded(SmtpDialect dialect, TimeSpan took) => _keeping.Record(took.TotalSeconds, Protocol(dialect));

    public void Accepted(SmtpDialect dialect, long octets)
    {
        _accepted.Add(1, Protocol(dialect));
        _octets.Add(octets, Protocol(dialect));
    }

    public void Refused(SmtpDialect dialect, SmtpReply reply) =>
        _refused.Add(1, Protocol(dialect), new KeyValuePair<string, object?>("code", reply.Code));

    public void Dispose() => _meter.Dispose();

    /// <summary>Name of a dialect in figures and in the log.</summary>
    internal static string NameOf(SmtpDialect dialect) => dialect switch { SmtpDialect.Lmtp => "lmtp", SmtpDialect.Submission => "submission", _ => "smtp" };

    private static KeyValuePair<string, object?> Protocol(SmtpDialect dialect) => new("protocol", NameOf(dialect));
}
