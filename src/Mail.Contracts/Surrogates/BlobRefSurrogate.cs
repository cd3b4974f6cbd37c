using Mail.Domain.Blobs;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>How <see cref="BlobRef"/> travels.</summary>
[GenerateSerializer, Immutable, Alias("mail.blob-ref")]
public struct BlobRefSurrogate
{
    [Id(0)]
    public BlobKind Kind;

    [Id(1)]
    public long Container;

    [Id(2)]
    public long Offset;

    [Id(3)]
    public int Length;
}
