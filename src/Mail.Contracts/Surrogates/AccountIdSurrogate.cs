using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>How <see cref="AccountId"/> travels.</summary>
[GenerateSerializer, Immutable, Alias("mail.account-id")]
public struct AccountIdSurrogate
{
    [Id(0)]
    public Guid Value;
}
