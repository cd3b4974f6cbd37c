using Orleans.Serialization;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Configuration;

namespace Engine.Generator.Tests.Serialization;

/// <summary>The codecs of this assembly, as a host finds them.</summary>
internal static class Host
{
    public static TypeManifestOptions Manifest { get; } = Load();

    public static CodecProvider Codecs { get; } = new(Manifest);

    public static Serializer Serializer { get; } = new(Codecs);

    public static DeepCopier Copier { get; } = new(Codecs);

    public static T RoundTrip<T>(T value) => Serializer.Deserialize<T>(Serializer.SerializeToArray(value));

    private static TypeManifestOptions Load()
    {
        var manifest = new TypeManifestOptions();
        foreach (var attribute in typeof(Host).Assembly.GetCustomAttributes(typeof(TypeManifestProviderAttribute), false).Cast<TypeManifestProviderAttribute>())
        {
            ((TypeManifestProviderBase)Activator.CreateInstance(attribute.ProviderType)!).Configure(manifest);
        }

        return manifest;
    }
}
