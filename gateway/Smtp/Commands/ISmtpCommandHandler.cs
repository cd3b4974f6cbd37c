using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp.Commands;

/// <summary>
/// Answers one kind of command, which the state table has let through. Changes the session's transaction at most; the
/// session writes the reply and moves its state when the reply is positive.
/// </summary>
internal interface ISmtpCommandHandler
{
    ValueTask<SmtpStep> HandleAsync(SmtpSession session, SmtpCommand command);
}
