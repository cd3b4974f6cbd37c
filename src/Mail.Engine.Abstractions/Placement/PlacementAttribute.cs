using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Base of attributes that choose a grain class's placement.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public abstract class PlacementAttribute : Attribute
{
    protected PlacementAttribute(PlacementStrategy placement) => PlacementStrategy = placement;

    public PlacementStrategy PlacementStrategy { get; }
}

/// <summary>Chooses <see cref="HashBasedPlacement"/>.</summary>
public sealed class HashBasedPlacementAttribute() : PlacementAttribute(new HashBasedPlacement());

/// <summary>Chooses <see cref="PreferLocalPlacement"/>.</summary>
public sealed class PreferLocalPlacementAttribute() : PlacementAttribute(new PreferLocalPlacement());

/// <summary>Chooses <see cref="RandomPlacement"/>.</summary>
public sealed class RandomPlacementAttribute() : PlacementAttribute(new RandomPlacement());
