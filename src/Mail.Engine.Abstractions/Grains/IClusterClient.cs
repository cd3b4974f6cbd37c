namespace Orleans;

/// <summary>The way in from code that is not a grain: gateways, hosts, tests.</summary>
public interface IClusterClient : IGrainFactory
{
    IServiceProvider ServiceProvider { get; }
}
