using System.Collections.Frozen;
using Mail.Gateway.Limits;
using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp;

/// <summary>Which limit a reply tells of.</summary>
internal static class SmtpLimitNames
{
    private static readonly FrozenDictionary<SmtpReply, string> Names = new Dictionary<SmtpReply, string>(ReferenceEqualityComparer.Instance)
    {
        [SmtpReplies.TimedOut] = LimitName.Slow,
        [SmtpReplies.TooManyErrors] = LimitName.Errors,
        [SmtpReplies.TooManyFailedLogins] = LimitName.FailedLogins,
        [SmtpReplies.MessageTooLarge] = LimitName.Size,
        [SmtpReplies.TooMuchData] = LimitName.Size,
        [SmtpReplies.LineTooLong] = LimitName.Size,
        [SmtpReplies.MessageLineTooLong] = LimitName.Size,
        [SmtpReplies.TooManyRecipients] = LimitName.Recipients,
        [SmtpReplies.MailLoop] = LimitName.Hops,
        [SmtpReplies.SendingTooFast] = LimitName.SendRate,
        [SmtpReplies.NoRoom] = LimitName.Memory,
        [SmtpReplies.AuthBusy] = LimitName.Memory,
    }.ToFrozenDictionary(ReferenceEqualityComparer.Instance);

    /// <summary>The limit's name; null if the reply tells of none.</summary>
    public static string? Of(SmtpReply reply) => Names.GetValueOrDefault(reply);
}
