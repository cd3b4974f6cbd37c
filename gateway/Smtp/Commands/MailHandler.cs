using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp.Commands;

/// <summary>MAIL: begins a transaction; a size beyond the limit is refused before it is sent (RFC 1870 §6.1).</summary>
internal sealed class MailHandler(SmtpServices services) : ISmtpCommandHandler
{
    public async ValueTask<SmtpStep> HandleAsync(SmtpSession session, SmtpCommand command)
    {
        var mail = (SmtpCommand.Mail)command;
        if (session.Peer.Dialect == SmtpDialect.Submission && await RefusalAsync(session.Peer, mail.ReversePath).ConfigureAwait(false) is { } refusal)
        {
            if (ReferenceEquals(refusal, SmtpReplies.LoginEnded))
            {
                return new SmtpStep(refusal, SmtpNext.Close);
            }

            services.Metrics.Refused(session.Peer.Dialect, refusal);
            return refusal;
        }

        if (mail.Parameters.Size > services.Options.MaxMessageSize)
        {
            services.Metrics.Refused(session.Peer.Dialect, SmtpReplies.MessageTooLarge);
            return SmtpReplies.MessageTooLarge;
        }

        session.BeginTransaction(new SmtpTransaction(mail, services.Ids.Next()));
        return SmtpReplies.SenderOk;
    }

    /// <summary>RFC 6409 §4.3 and §6.1: only who is known sends, and only as himself.</summary>
    private async ValueTask<SmtpReply?> RefusalAsync(SmtpPeer peer, SmtpPath sender) =>
        peer.Tls is null ? SmtpReplies.TlsFirst
        : peer.Account is null ? SmtpReplies.AuthenticationRequired
        : await services.Submission.CheckLoginAsync(peer.Account).ConfigureAwait(false)
            ?? await services.Submission.CheckSenderAsync(peer.Account, sender).ConfigureAwait(false);
}
