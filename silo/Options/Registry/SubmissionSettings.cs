using static Mail.Silo.Options.Registry.Define;

namespace Mail.Silo.Options.Registry;

/// <summary>Mail from users.</summary>
internal static class SubmissionSettings
{
    private const long KiB = 1 << 10, MiB = 1 << 20;

    public static IEnumerable<Setting> All =>
    [
        Port("submission.port", "--submission-port", "Submission by users with STARTTLS", o => o.SubmissionPort, (o, v) => o.SubmissionPort = v),
        Listen("submission.listen", "submission with STARTTLS", o => o.SubmissionListen, (o, v) => o.SubmissionListen = v),
        Port("submissions.port", "--submissions-port", "Submission by users over TLS", o => o.SubmissionsPort, (o, v) => o.SubmissionsPort = v),
        Listen("submissions.listen", "submission over TLS", o => o.SubmissionsListen, (o, v) => o.SubmissionsListen = v),
        Number("submission.recipients_per_hour", 1, 10_000_000, o => o.Submission.RecipientsPerHour, (o, v) => o.Submission.RecipientsPerHour = v, "Recipients that one account may send to in an hour, an hour's worth at once."),
        Number("submission.accounts_remembered", 1_000, 10_000_000, o => o.Submission.MostAccounts, (o, v) => o.Submission.MostAccounts = v, "Accounts whose rate is remembered.", restart: true),
        Number("submission.failed_logins", 1, 100, o => o.Submission.MaxFailedLogins, (o, v) => o.Submission.MaxFailedLogins = v, "Failed logins in a session, behind which it is closed."),
        Size("submission.header_size", 16 * KiB, 16 * MiB, o => o.Submission.MaxHeader, (o, v) => o.Submission.MaxHeader = (int)v, "Largest header of a message."),
        Duration("submission.sent_copy_wait", Seconds(1), Minutes(1), o => o.Submission.SentCopyWait, (o, v) => o.Submission.SentCopyWait = v, "Wait of a sender for its copy in Sent, which is given up then."),
    ];
}
