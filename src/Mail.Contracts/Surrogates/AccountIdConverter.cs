using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>Translates <see cref="AccountId"/> for the wire.</summary>
[RegisterConverter]
public sealed class AccountIdConverter : IConverter<AccountId, AccountIdSurrogate>
{
    public AccountId ConvertFromSurrogate(in AccountIdSurrogate surrogate) => new(surrogate.Value);

    public AccountIdSurrogate ConvertToSurrogate(in AccountId value) => new() { Value = value.Value };
}
