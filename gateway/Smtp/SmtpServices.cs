using Mail.Gateway.Delivery;
using Mail.Gateway.Limits;
using Mail.Gateway.Smtp.Submission;
using Mail.Gateway.Tls;
using Mail.Protocols.Smtp;
using Mail.Storage.Blobs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mail.Gateway.Smtp;

/// <summary>What all sessions share.</summary>
internal sealed class SmtpServices
{
    private HelloReplies? _hello;

    public SmtpServices(
        IOptions<SmtpOptions> options,
        IRecipientDirectory directory,
        IIngestLog log,
        IngestDispatcher dispatcher,
        IMessageSummarizer summarizer,
        IServerCertificateSource certificates,
        IngestIdSource ids,
        ClientLimits limits,
        SubmissionServices submission,
        SmtpMetrics metrics,
        TimeProvider clock,
        ILogger<SmtpServices> logger)
    {
        Options = options.Value;
        Directory = directory;
        Certificates = certificates;
        Ids = ids;
        Limits = limits;
        Submission = submission;
        Metrics = metrics;
        Clock = clock;
        Logger = logger;
        Acceptor = new MessageAcceptor(log, ids, dispatcher, summarizer, submission, Options, metrics, clock, logger);
        Memory = new ContentMemoryBudget(() => Options.ContentMemory, () => Options.MaxMessageSize + SmtpContent.Least);
        Connections = new ConnectionLimiter(() => Options.MaxConnections, () => Options.MaxConnectionsPerAddress);
        Commands = new SmtpCommandTable(this);
    }

    public SmtpOptions Options { get; }

    public IRecipientDirectory Directory { get; }

    public IServerCertificateSource Certificates { get; }

    public IngestIdSource Ids { get; }

    public ClientLimits Limits { get; }

    public SubmissionServices Submission { get; }

    public SmtpMetrics Metrics { get; }

    public TimeProvider Clock { get; }

    public ILogger Logger { get; }

    public MessageAcceptor Acceptor { get; }

    public ContentMemoryBudget Memory { get; }

    public ConnectionLimiter Connections { get; }

    /// <summary>What the options say now: the size limit may change while the server runs.</summary>
    public HelloReplies Hello => _hello is { } made && made.MaxMessageSize == Options.MaxMessageSize ? made : _hello = new HelloReplies(Options);

    public ContentTimes ContentTimes => new(Options.DataTimeout, Options.MessageTimeout, Options.MaxMessageSize * 2, Options.SlowestRate);

    public SmtpCommandTable Commands { get; }

    /// <summary>Counts and logs the limit that a reply tells of, if it tells of one.</summary>
    public void Note(SmtpPeer peer, SmtpReply reply)
    {
        if (SmtpLimitNames.Of(reply) is { } limit)
        {
            Limits.Struck(SmtpMetrics.NameOf(peer.Dialect), limit, peer.Network);
        }
    }
}
