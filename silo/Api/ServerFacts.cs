using System.Diagnostics;
using System.Reflection;
using Mail.Gateway.Http.ServerInfo;
using Mail.Silo.Health;
using Mail.Silo.Options;

namespace Mail.Silo.Api;

/// <summary>What the API tells of this process.</summary>
internal sealed class ServerFacts(SiloOptions options, Listeners listeners, Readiness readiness) : IServerFacts
{
    public string Version { get; } = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "unknown";

    public string HostName => options.HostName;

    /// <summary>Of the process: this object is made when somebody first asks.</summary>
    public DateTimeOffset StartedAt { get; } = Process.GetCurrentProcess().StartTime.ToUniversalTime();

    public IReadOnlyList<ListenerFact> Listeners
    {
        get
        {
            var ports = listeners.Bound();
            ListenerFact[] all =
            [
                new("SMTP", ports.Smtp, "starttls", "mail from other servers"),
                new("LMTP", ports.Lmtp, "starttls", "mail from another mail server of this site"),
                new("SUBMISSION", ports.Submission, "starttls", "mail from users"),
                new("SUBMISSIONS", ports.Submissions, "tls", "mail from users"),
                new("IMAP", ports.Imap, "starttls", "mail programs"),
                new("IMAPS", ports.Imaps, "tls", "mail programs"),
                new("HTTP", ports.Http, "none", "this page, the API, health, metrics"),
                new("HTTPS", ports.Https, "tls", "this page, the API, health, metrics"),
            ];
            return [.. all.Where(l => l.Port != 0)];
        }
    }

    public Task<(bool Ready, IReadOnlyDictionary<string, string> Parts)> CheckAsync(bool inDetail, CancellationToken cancellation) =>
        inDetail ? readiness.CheckAsync(cancellation) : readiness.CheckBrieflyAsync(cancellation);
}
