using Orleans.Runtime;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>Counts of a silo, by field.</summary>
internal sealed class SimpleGrainStatisticCodec : ClassCodec<SimpleGrainStatistic>
{
    public static readonly SimpleGrainStatisticCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteMembers(ref Writer writer, SimpleGrainStatistic value)
    {
        StringCodec.Instance.WriteField(ref writer, 0, value.GrainType);
        SiloAddressCodec.Instance.WriteField(ref writer, 1, value.SiloAddress);
        Int32Codec.Instance.WriteField(ref writer, 2, value.ActivationCount);
    }

    /// <inheritdoc/>
    public override void ReadMembers(ref Reader reader, SimpleGrainStatistic value, bool isBase)
    {
        while (reader.TryReadField(out var id, out var type))
        {
            switch (id)
            {
                case 0: value.GrainType = StringCodec.Instance.ReadValue(ref reader, type) ?? ""; break;
                case 1: value.SiloAddress = SiloAddressCodec.Instance.ReadValue(ref reader, type) ?? SiloAddress.Zero; break;
                case 2: value.ActivationCount = Int32Codec.Instance.ReadValue(ref reader, type); break;
                default: reader.Skip(type); break;
            }
        }
    }

    /// <inheritdoc/>
    public override void CopyMembers(SimpleGrainStatistic source, SimpleGrainStatistic target, ref CopyScope scope)
    {
        target.GrainType = source.GrainType;
        target.SiloAddress = source.SiloAddress;
        target.ActivationCount = source.ActivationCount;
    }

    /// <inheritdoc/>
    protected override SimpleGrainStatistic Create() => new();
}

/// <summary>Counts of a silo, by field.</summary>
internal sealed class DetailedGrainStatisticCodec : ClassCodec<DetailedGrainStatistic>
{
    public static readonly DetailedGrainStatisticCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteMembers(ref Writer writer, DetailedGrainStatistic value)
    {
        StringCodec.Instance.WriteField(ref writer, 0, value.GrainType);
        SiloAddressCodec.Instance.WriteField(ref writer, 1, value.SiloAddress);
        GrainIdCodec.Instance.WriteField(ref writer, 2, value.GrainId);
    }

    /// <inheritdoc/>
    public override void ReadMembers(ref Reader reader, DetailedGrainStatistic value, bool isBase)
    {
        while (reader.TryReadField(out var id, out var type))
        {
            switch (id)
            {
                case 0: value.GrainType = StringCodec.Instance.ReadValue(ref reader, type) ?? ""; break;
                case 1: value.SiloAddress = SiloAddressCodec.Instance.ReadValue(ref reader, type) ?? SiloAddress.Zero; break;
                case 2: value.GrainId = GrainIdCodec.Instance.ReadValue(ref reader, type); break;
                default: reader.Skip(type); break;
            }
        }
    }

    /// <inheritdoc/>
    public override void CopyMembers(DetailedGrainStatistic source, DetailedGrainStatistic target, ref CopyScope scope)
    {
        target.GrainType = source.GrainType;
        target.SiloAddress = source.SiloAddress;
        target.GrainId = source.GrainId;
    }

    /// <inheritdoc/>
    protected override DetailedGrainStatistic Create() => new();
}
