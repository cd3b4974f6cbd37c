using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Conformance.Orleans;

/// <summary>A state with what grains keep: text, binary, lists, values of the domain.</summary>
[GenerateSerializer, Alias("mail.test.kit-state")]
public sealed class KitState
{
    [Id(0)]
    public string Text { get; set; } = "";

    [Id(1)]
    public byte[]? Bytes { get; set; }

    [Id(2)]
    public List<EmailAddress> Addresses { get; set; } = [];

    /// <summary>Its property <see cref="MailQuota.ForShared"/> is a quota: no end for serializers that follow properties.</summary>
    [Id(3)]
    public MailQuota Quota { get; set; }
}
