namespace Orleans.Serialization.Configuration;

/// <summary>Names the generated class that registers an assembly's proxies, invokables, codecs, copiers and grain classes.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class TypeManifestProviderAttribute(Type providerType) : Attribute
{
    public Type ProviderType { get; } = providerType;
}
