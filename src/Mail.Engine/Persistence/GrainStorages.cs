using Mail.Engine.Activation;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;

namespace Mail.Engine.Persistence;

/// <summary>Storage providers by name.</summary>
internal static class GrainStorages
{
    public static IGrainStorage Find(GrainActivation activation, string? name) =>
        activation.ActivationServices.GetKeyedService<IGrainStorage>(name ?? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME) ??
        throw new OrleansConfigurationException($"Grain class {activation.Class.Type} asks for storage \"{name ?? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME}\", which no provider is registered for.");
}
