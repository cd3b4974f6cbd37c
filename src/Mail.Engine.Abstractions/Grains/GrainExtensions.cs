using Orleans.Runtime;

namespace Orleans;

/// <summary>Keys of grains and references, and references to oneself.</summary>
public static class GrainExtensions
{
    /// <summary>A reference to this grain that may be handed to others; <c>this</c> itself must never be.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) => (TGrainInterface)AsReference(grain, typeof(TGrainInterface));

    public static object AsReference(this IAddressable grain, Type interfaceType)
    {
        var reference = ReferenceOf(grain);
        return interfaceType.IsInstanceOfType(reference) ? reference : reference.Shared.Runtime.Cast(reference, interfaceType);
    }

    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => AsReference<TGrainInterface>(grain);

    public static object Cast(this IAddressable grain, Type interfaceType) => AsReference(grain, interfaceType);

    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase grainBase => grainBase.GrainContext.GrainId,
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
    };

    public static bool IsPrimaryKeyBasedOnLong(this IAddressable grain) => GetGrainId(grain).TryGetIntegerKey(out _, out _);

    public static long GetPrimaryKeyLong(this IAddressable grain) => GetGrainId(grain).GetIntegerKey();

    public static long GetPrimaryKeyLong(this IAddressable grain, out string? keyExt) => GetGrainId(grain).GetIntegerKey(out keyExt);

    public static Guid GetPrimaryKey(this IAddressable grain) => GetGrainId(grain).GetGuidKey();

    public static Guid GetPrimaryKey(this IAddressable grain, out string? keyExt) => GetGrainId(grain).GetGuidKey(out keyExt);

    public static string GetPrimaryKeyString(this IAddressable grain) => GetGrainId(grain).Key.ToString();

    private static GrainReference ReferenceOf(IAddressable grain) => grain switch
    {
        GrainReference reference => reference,
        IGrainBase grainBase => grainBase.GrainContext.GrainReference,
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one; use CreateObjectReference for observers.", nameof(grain)),
    };
}
