namespace Mail.Domain.Mailboxes;

/// <summary>What an account may hold (MBX-5). Zero means no limit.</summary>
/// <param name="MaxBytes">Octets of all messages together.</param>
/// <param name="MaxMessages">Number of messages.</param>
public readonly record struct MailQuota(long MaxBytes, long MaxMessages)
{
    public static MailQuota Unlimited => default;

    /// <summary>
    /// What mail to several at once may fill: one full mailbox behind an alias does not refuse the others' mail, and yet does not grow without bound.
    /// </summary>
    public MailQuota ForShared => new(MaxBytes > long.MaxValue / 2 ? MaxBytes : MaxBytes * 2, MaxMessages > long.MaxValue / 2 ? MaxMessages : MaxMessages * 2);

    /// <summary>What adding <paramref name="size"/> octets in one message to the given use would mean.</summary>
    public QuotaVerdict Check(long usedBytes, long usedMessages, long size)
    {
        if (MaxBytes > 0 && size > MaxBytes)
        {
            return QuotaVerdict.NeverFits;
        }

        var full = (MaxBytes > 0 && usedBytes + size > MaxBytes) || (MaxMessages > 0 && usedMessages >= MaxMessages);
        return full ? QuotaVerdict.Full : QuotaVerdict.Fits;
    }
}
