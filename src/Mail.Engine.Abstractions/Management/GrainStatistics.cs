namespace Orleans.Runtime;

/// <summary>How many activations of one grain class a silo holds.</summary>
public class SimpleGrainStatistic
{
    public string GrainType { get; set; } = "";

    public SiloAddress SiloAddress { get; set; } = SiloAddress.Zero;

    public int ActivationCount { get; set; }
}

/// <summary>One activation.</summary>
public class DetailedGrainStatistic
{
    public string GrainType { get; set; } = "";

    public SiloAddress SiloAddress { get; set; } = SiloAddress.Zero;

    public GrainId GrainId { get; set; }
}
