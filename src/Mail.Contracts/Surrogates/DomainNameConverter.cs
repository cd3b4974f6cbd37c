using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>Translates <see cref="DomainName"/> for the wire.</summary>
[RegisterConverter]
public sealed class DomainNameConverter : IConverter<DomainName, DomainNameSurrogate>
{
    public DomainName ConvertFromSurrogate(in DomainNameSurrogate surrogate) => surrogate.Value is null ? default : DomainName.Parse(surrogate.Value);

    public DomainNameSurrogate ConvertToSurrogate(in DomainName value) => new() { Value = value.Value };
}
