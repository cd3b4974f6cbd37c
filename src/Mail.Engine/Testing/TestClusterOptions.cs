namespace Orleans.TestingHost;

/// <summary>A test cluster's size and names.</summary>
public class TestClusterOptions
{
    public string ClusterId { get; set; } = "test";

    public string ServiceId { get; set; } = "test";

    public short InitialSilosCount { get; set; } = 1;
}
