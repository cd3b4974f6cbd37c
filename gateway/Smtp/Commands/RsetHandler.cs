using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp.Commands;

/// <summary>RSET (RFC 5321 §4.1.1.5).</summary>
internal sealed class RsetHandler : ISmtpCommandHandler
{
    public ValueTask<SmtpStep> HandleAsync(SmtpSession session, SmtpCommand command)
    {
        session.EndTransaction();
        return (SmtpStep)SmtpReplies.Ok;
    }
}
