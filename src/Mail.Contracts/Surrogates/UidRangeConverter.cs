using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>Translates <see cref="UidRange"/> for the wire.</summary>
[RegisterConverter]
public sealed class UidRangeConverter : IConverter<UidRange, UidRangeSurrogate>
{
    public UidRange ConvertFromSurrogate(in UidRangeSurrogate surrogate) => new(surrogate.First, surrogate.Last);

    public UidRangeSurrogate ConvertToSurrogate(in UidRange value) => new() { First = value.First, Last = value.Last };
}
