using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp.Commands;

/// <summary>DATA: 354 once there is memory for the message (RFC 5321 §4.1.1.4).</summary>
internal sealed class DataHandler(SmtpServices services) : ISmtpCommandHandler
{
    private readonly ContentOpener _opener = new(services);

    public async ValueTask<SmtpStep> HandleAsync(SmtpSession session, SmtpCommand command)
    {
        var transaction = session.Transaction!;
        transaction.Content = await _opener.OpenAsync(session.Peer, transaction).ConfigureAwait(false);
        return transaction.Content is null ? SmtpReplies.NoRoom : new SmtpStep(SmtpReplies.StartMailInput, SmtpNext.Data);
    }
}
