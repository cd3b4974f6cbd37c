using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp.Commands;

/// <summary>STARTTLS (RFC 3207 §4).</summary>
internal sealed class StartTlsHandler(SmtpServices services) : ISmtpCommandHandler
{
    public ValueTask<SmtpStep> HandleAsync(SmtpSession session, SmtpCommand command)
    {
        if (session.Peer.Tls is not null)
        {
            return (SmtpStep)SmtpReplies.NotImplemented;
        }

        return services.Certificates.Current is null
            ? (SmtpStep)SmtpReplies.TlsNotAvailable
            : new SmtpStep(SmtpReplies.ReadyForTls, SmtpNext.Tls);
    }
}
