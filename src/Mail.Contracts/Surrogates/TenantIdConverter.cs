using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>Translates <see cref="TenantId"/> for the wire.</summary>
[RegisterConverter]
public sealed class TenantIdConverter : IConverter<TenantId, TenantIdSurrogate>
{
    public TenantId ConvertFromSurrogate(in TenantIdSurrogate surrogate) => surrogate.Value is null ? default : TenantId.Parse(surrogate.Value);

    public TenantIdSurrogate ConvertToSurrogate(in TenantId value) => new() { Value = value.Value };
}
