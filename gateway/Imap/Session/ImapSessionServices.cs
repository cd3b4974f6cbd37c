using Mail.Gateway.Imap.Commands;
using Mail.Gateway.Limits;
using Mail.Gateway.Tls;
using Mail.Protocols.Imap;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Imap.Session;

/// <summary>What all sessions share.</summary>
internal sealed class ImapSessionServices(
    ImapOptions options,
    TimeProvider time,
    IServerCertificateSource certificates,
    IEnumerable<IImapCommandHandler> handlers,
    ClientLimits limits,
    MailboxSubscriptions subscriptions,
    LoginWatch logins,
    FolderUpdates updates,
    ImapMetrics metrics,
    ILogger<ImapSession> log)
{
    public ImapOptions Options { get; } = options;

    public TimeProvider Time { get; } = time;

    public IServerCertificateSource Certificates { get; } = certificates;

    public IReadOnlyDictionary<ImapVerb, IImapCommandHandler> Commands { get; } =
        handlers.SelectMany(h => h.Verbs.Select(v => (v, h))).ToDictionary(p => p.v, p => p.h);

    public ClientLimits Limits { get; } = limits;

    public MailboxSubscriptions Subscriptions { get; } = subscriptions;

    public LoginWatch Logins { get; } = logins;

    public FolderUpdates Updates { get; } = updates;

    public ImapMetrics Metrics { get; } = metrics;

    public ILogger Log { get; } = log;
}
