using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>How <see cref="EmailAddress"/> travels.</summary>
[GenerateSerializer, Immutable, Alias("mail.email-address")]
public struct EmailAddressSurrogate
{
    [Id(0)]
    public string? LocalPart;

    [Id(1)]
    public string? Domain;
}
