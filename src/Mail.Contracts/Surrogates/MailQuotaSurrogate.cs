using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>How <see cref="MailQuota"/> travels.</summary>
[GenerateSerializer, Immutable, Alias("mail.mail-quota")]
public struct MailQuotaSurrogate
{
    [Id(0)]
    public long MaxBytes;

    [Id(1)]
    public long MaxMessages;
}
