using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>How <see cref="UidRange"/> travels.</summary>
[GenerateSerializer, Immutable, Alias("mail.uid-range")]
public struct UidRangeSurrogate
{
    [Id(0)]
    public uint First;

    [Id(1)]
    public uint Last;
}
