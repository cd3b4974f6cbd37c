namespace Orleans.Configuration;

/// <summary>The cluster's names.</summary>
public class ClusterOptions
{
    /// <summary>Names one deployment; silos meet only within it.</summary>
    public string ClusterId { get; set; } = "default";

    /// <summary>Names the service across deployments; stored state belongs to it.</summary>
    public string ServiceId { get; set; } = "default";
}
