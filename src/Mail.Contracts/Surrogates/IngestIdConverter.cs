using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>Translates <see cref="IngestId"/> for the wire.</summary>
[RegisterConverter]
public sealed class IngestIdConverter : IConverter<IngestId, IngestIdSurrogate>
{
    public IngestId ConvertFromSurrogate(in IngestIdSurrogate surrogate) => new(surrogate.Value);

    public IngestIdSurrogate ConvertToSurrogate(in IngestId value) => new() { Value = value.Value };
}
