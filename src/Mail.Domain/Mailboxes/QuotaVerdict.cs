namespace Mail.Domain.Mailboxes;

/// <summary>Answer of <see cref="MailQuota.Check"/>.</summary>
public enum QuotaVerdict : byte
{
    Fits = 0,

    /// <summary>Not now; room may come (SMTP 452 4.2.2).</summary>
    Full = 1,

    /// <summary>Larger than the whole quota (SMTP 552 5.2.2).</summary>
    NeverFits = 2,
}
