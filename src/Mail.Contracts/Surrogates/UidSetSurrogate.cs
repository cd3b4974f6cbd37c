using System.Collections.Immutable;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>How <see cref="UidSet"/> travels.</summary>
[GenerateSerializer, Immutable, Alias("mail.uid-set")]
public struct UidSetSurrogate
{
    [Id(0)]
    public ImmutableArray<UidRange> Ranges;
}
