using Mail.Engine.Invocation;
using Orleans;
using Orleans.Runtime;

namespace Mail.Engine.Placement;

/// <summary>References for grains and for code outside them.</summary>
internal sealed class GrainFactory(ReferenceFactory references, ObserverRegistry observers, IServiceProvider services) : IClusterClient
{
    public IServiceProvider ServiceProvider => services;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => Get<TGrainInterface>(GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => Get<TGrainInterface>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => Get<TGrainInterface>(KeyOf(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey => Get<TGrainInterface>(GrainIdKeyExtensions.CreateGuidKey(primaryKey, Extension(keyExtension)), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey => Get<TGrainInterface>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey, Extension(keyExtension)), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)(object)references.Create(grainId, typeof(TGrainInterface));

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => (IGrain)references.Create(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => (IGrain)references.Create(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => (IGrain)references.Create(grainInterfaceType, KeyOf(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) =>
        (IGrain)references.Create(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey, Extension(keyExtension)));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) =>
        (IGrain)references.Create(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey, Extension(keyExtension)));

    public IAddressable GetGrain(GrainId grainId) => references.Create(grainId);

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => references.Create(grainId, interfaceType);

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => references.Create(interfaceType, grainKey);

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => references.Create(interfaceType, grainKey, grainClassNamePrefix);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is GrainReference)
        {
            throw new ArgumentException("The object is a reference already.", nameof(obj));
        }

        return (TGrainObserverInterface)(object)references.Create(observers.Add(obj), typeof(TGrainObserverInterface));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not GrainReference reference || !observers.Remove(reference.GrainId))
        {
            throw new ArgumentException("The object is not a reference to an observer of this process.", nameof(obj));
        }
    }

    private static IdSpan KeyOf(string key) =>
        string.IsNullOrWhiteSpace(key) ? throw new ArgumentException("A grain's key must not be empty.", nameof(key)) : IdSpan.Create(key);

    private static string Extension(string keyExtension) =>
        string.IsNullOrWhiteSpace(keyExtension) ? throw new ArgumentException("A compound key's text must not be empty.", nameof(keyExtension)) : keyExtension;

    private TGrainInterface Get<TGrainInterface>(IdSpan key, string? prefix) => (TGrainInterface)(object)references.Create(typeof(TGrainInterface), key, prefix);
}
