using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>Translates <see cref="MailQuota"/> for the wire.</summary>
[RegisterConverter]
public sealed class MailQuotaConverter : IConverter<MailQuota, MailQuotaSurrogate>
{
    public MailQuota ConvertFromSurrogate(in MailQuotaSurrogate surrogate) => new(surrogate.MaxBytes, surrogate.MaxMessages);

    public MailQuotaSurrogate ConvertToSurrogate(in MailQuota value) => new() { MaxBytes = value.MaxBytes, MaxMessages = value.MaxMessages };
}
