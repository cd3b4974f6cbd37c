using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp.Commands;

/// <summary>NOOP, HELP, VRFY and QUIT: always the same answer. VRFY tells nothing (RFC 5321 §7.3).</summary>
internal sealed class FixedReplyHandler(SmtpStep step) : ISmtpCommandHandler
{
    public ValueTask<SmtpStep> HandleAsync(SmtpSession session, SmtpCommand command) => step;
}
