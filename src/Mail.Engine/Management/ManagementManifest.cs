using Mail.Engine.Invocation;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Serialization.Configuration;

namespace Mail.Engine.Management;

/// <summary>Registers the management grain and its proxy.</summary>
internal sealed class ManagementManifest : IConfigureOptions<TypeManifestOptions>
{
    public void Configure(TypeManifestOptions options)
    {
        options.AddInterface(new InterfaceRegistration(typeof(IManagementGrain), "Orleans.Runtime.IManagementGrain", static (shared, key) => new Proxy(shared, key)));
        options.InterfaceImplementations.Add(typeof(ManagementGrain));
    }

    private sealed class Proxy(GrainReferenceShared shared, IdSpan key) : GrainReference(shared, key), IManagementGrain
    {
        public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false) => Ask(nameof(GetHosts), g => g.GetHosts(onlyActive));

        public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => Ask(nameof(GetSimpleGrainStatistics), g => g.GetSimpleGrainStatistics());

        public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds) => Ask(nameof(GetSimpleGrainStatistics), g => g.GetSimpleGrainStatistics(hostsIds));

        public Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null) =>
            Ask(nameof(GetDetailedGrainStatistics), g => g.GetDetailedGrainStatistics(types, hostsIds));

        public Task<int> GetTotalActivationCount() => Ask(nameof(GetTotalActivationCount), g => g.GetTotalActivationCount());

        public ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference) =>
            InvokeAsync<SiloAddress?>(new LocalRequest<IManagementGrain, SiloAddress?>(nameof(GetActivationAddress), g => g.GetActivationAddress(reference).AsTask()));

        public Task ForceActivationCollection(TimeSpan ageLimit) => Tell(nameof(ForceActivationCollection), g => g.ForceActivationCollection(ageLimit));

        public Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit) => Tell(nameof(ForceActivationCollection), g => g.ForceActivationCollection(hostsIds, ageLimit));

        public Task ForceGarbageCollection(SiloAddress[] hostsIds) => Tell(nameof(ForceGarbageCollection), g => g.ForceGarbageCollection(hostsIds));

        private Task<T> Ask<T>(string method, Func<IManagementGrain, Task<T>> call) => InvokeAsync<T>(new LocalRequest<IManagementGrain, T>(method, call)).AsTask();

        private Task Tell(string method, Func<IManagementGrain, Task> call) => Ask(method, async g =>
        {
            await call(g);
            return true;
        });
    }
}
