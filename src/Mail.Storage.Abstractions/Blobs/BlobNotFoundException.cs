using Mail.Domain.Blobs;

namespace Mail.Storage.Blobs;

/// <summary>The bytes that a reference names are not there, or are damaged.</summary>
public sealed class BlobNotFoundException(BlobRef blob, string reason) : Exception($"Blob {blob}: {reason}")
{
    public BlobRef Blob { get; } = blob;
}
