using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Orleans;

/// <summary>Stream providers for grains.</summary>
public static class GrainStreamingExtensions
{
    public static IStreamProvider GetStreamProvider(this IGrainBase grain, string name) =>
        grain.GrainContext.ActivationServices.GetRequiredKeyedService<IStreamProvider>(name);
}

/// <summary>Stream providers for hosts.</summary>
public static class ClusterClientStreamExtensions
{
    public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) =>
        client.ServiceProvider.GetRequiredKeyedService<IStreamProvider>(name);
}
