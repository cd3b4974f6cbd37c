using Mail.Domain.Blobs;
using Mail.Domain.Identity;

namespace Mail.Gateway.Http.Messages;

/// <summary>A message that is on stable storage.</summary>
internal sealed record TakenMessage(IngestId Id, BlobRef Blob, ReadOnlyMemory<byte> Summary, bool SaveToSent, SentDocument Document);
