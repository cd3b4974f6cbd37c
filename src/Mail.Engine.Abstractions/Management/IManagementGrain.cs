namespace Orleans.Runtime;

/// <summary>Questions about and orders to the cluster. Key 0.</summary>
public interface IManagementGrain : IGrainWithIntegerKey
{
    Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);

    /// <summary>Activations per grain class and silo.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds);

    /// <summary>Every activation, of the named types or of all.</summary>
    Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null);

    Task<int> GetTotalActivationCount();

    /// <summary>The silo of the grain's activation, or null when it has none.</summary>
    ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference);

    /// <summary>Collects activations idle for longer than <paramref name="ageLimit"/> on all silos.</summary>
    Task ForceActivationCollection(TimeSpan ageLimit);

    Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit);

    Task ForceGarbageCollection(SiloAddress[] hostsIds);
}
