using Mail.Engine.Activation;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Mail.Engine.Management;

/// <summary>Answers about this silo, which is the whole cluster while it is alone.</summary>
[Reentrant]
internal sealed class ManagementGrain(ActivationDirectory directory, ActivationCollector collector, GrainClasses classes, ILocalSiloDetails details, Hosting.SiloStatusSource status) : Grain, IManagementGrain
{
    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false)
    {
        var hosts = new Dictionary<SiloAddress, SiloStatus>();
        if (!onlyActive || status.Current == SiloStatus.Active)
        {
            hosts[details.SiloAddress] = status.Current;
        }

        return Task.FromResult(hosts);
    }

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => Task.FromResult(
        directory.Activations()
            .GroupBy(a => a.Class)
            .Select(g => new SimpleGrainStatistic { GrainType = g.Key.Type.FullName!, SiloAddress = details.SiloAddress, ActivationCount = g.Count() })
            .OrderBy(s => s.GrainType, StringComparer.Ordinal)
            .ToArray());

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds) =>
        IsMeant(hostsIds) ? GetSimpleGrainStatistics() : Task.FromResult<SimpleGrainStatistic[]>([]);

    public Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null) => Task.FromResult(
        !IsMeant(hostsIds)
            ? []
            : directory.Activations()
                .Where(a => types is null || types.Contains(a.Class.Type.FullName) || types.Contains(a.Class.Name))
                .Select(a => new DetailedGrainStatistic { GrainType = a.Class.Type.FullName!, SiloAddress = details.SiloAddress, GrainId = a.GrainId })
                .OrderBy(s => s.GrainId)
                .ToArray());

    public Task<int> GetTotalActivationCount() => Task.FromResult(directory.Activations().Count());

    public ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference)
    {
        var id = reference.GetGrainId();
        if (classes.Find(id.Type) is { Placement.IsUsingGrainDirectory: false })
        {
            throw new InvalidOperationException($"{id} is a stateless worker, which has no one address.");
        }

        return new ValueTask<SiloAddress?>(directory.Find(id) is GrainActivation { IsCurrent: true } ? details.SiloAddress : null);
    }

    public Task ForceActivationCollection(TimeSpan ageLimit)
    {
        collector.Collect(ageLimit);
        return Task.CompletedTask;
    }

    public Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit) => IsMeant(hostsIds) ? ForceActivationCollection(ageLimit) : Task.CompletedTask;

    public Task ForceGarbageCollection(SiloAddress[] hostsIds)
    {
        if (IsMeant(hostsIds))
        {
            GC.Collect();
        }

        return Task.CompletedTask;
    }

    private bool IsMeant(SiloAddress[]? hosts) => hosts is null || hosts.Length == 0 || hosts.Contains(details.SiloAddress);
}
