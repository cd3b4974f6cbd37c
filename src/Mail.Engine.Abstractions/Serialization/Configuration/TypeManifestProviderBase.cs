using Microsoft.Extensions.Options;

namespace Orleans.Serialization.Configuration;

/// <summary>Base of the generated class that registers an assembly's types.</summary>
public abstract class TypeManifestProviderBase : IConfigureOptions<TypeManifestOptions>
{
    void IConfigureOptions<TypeManifestOptions>.Configure(TypeManifestOptions options) => ConfigureInner(options);

    protected abstract void ConfigureInner(TypeManifestOptions config);

    /// <summary>Registers this assembly's types with <paramref name="config"/>.</summary>
    public void Configure(TypeManifestOptions config) => ConfigureInner(config);
}
