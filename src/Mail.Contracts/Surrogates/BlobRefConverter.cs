using Mail.Domain.Blobs;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>Translates <see cref="BlobRef"/> for the wire.</summary>
[RegisterConverter]
public sealed class BlobRefConverter : IConverter<BlobRef, BlobRefSurrogate>
{
    public BlobRef ConvertFromSurrogate(in BlobRefSurrogate surrogate) => new(surrogate.Kind, surrogate.Container, surrogate.Offset, surrogate.Length);

    public BlobRefSurrogate ConvertToSurrogate(in BlobRef value) => new() { Kind = value.Kind, Container = value.Container, Offset = value.Offset, Length = value.Length };
}
