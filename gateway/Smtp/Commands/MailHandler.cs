using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp.Commands;

/// <summary>MAIL: begins a transaction; a size beyond the limit is refused before it is sent (RFC 1870 §6.1).</summary>
internal sealed class MailHandler(SmtpServices services) : ISmtpCommandHandler
{
    public ValueTask<SmtpStep> HandleAsync(SmtpSession session, SmtpCommand command)
    {
        var mail = (SmtpCommand.Mail)command;
        if (mail.Parameters.Size > services.Options.MaxMessageSize)
        {
            services.Metrics.Refused(session.Peer.Dialect, SmtpReplies.MessageTooLarge);
            return (SmtpStep)SmtpReplies.MessageTooLarge;
        }

        session.BeginTransaction(new SmtpTransaction(mail, services.Ids.Next()));
        return (SmtpStep)SmtpReplies.SenderOk;
    }
}
