using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>How <see cref="IngestId"/> travels.</summary>
[GenerateSerializer, Immutable, Alias("mail.ingest-id")]
public struct IngestIdSurrogate
{
    [Id(0)]
    public Guid Value;
}
