using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp;

/// <summary>Outcome of a command: the reply and what follows it.</summary>
internal readonly record struct SmtpStep(SmtpReply Reply, SmtpNext Next = SmtpNext.Command)
{
    public static implicit operator SmtpStep(SmtpReply reply) => new(reply);

    public static implicit operator ValueTask<SmtpStep>(SmtpStep step) => ValueTask.FromResult(step);
}
