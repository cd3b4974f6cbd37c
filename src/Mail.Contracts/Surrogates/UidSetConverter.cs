using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>Translates <see cref="UidSet"/> for the wire.</summary>
[RegisterConverter]
public sealed class UidSetConverter : IConverter<UidSet, UidSetSurrogate>
{
    public UidSet ConvertFromSurrogate(in UidSetSurrogate surrogate) => surrogate.Ranges.IsDefaultOrEmpty ? UidSet.Empty : UidSet.From(surrogate.Ranges);

    public UidSetSurrogate ConvertToSurrogate(in UidSet value) => new() { Ranges = value.Ranges };
}
