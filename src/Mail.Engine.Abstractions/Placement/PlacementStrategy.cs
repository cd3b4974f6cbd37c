namespace Orleans.Runtime;

/// <summary>How the silo of a new activation is chosen.</summary>
public abstract class PlacementStrategy
{
    /// <summary>False when a grain may have activations that the cluster does not keep apart.</summary>
    public virtual bool IsUsingGrainDirectory => true;
}

/// <summary>By rendezvous hashing of the grain's id over the members: the engine's default.</summary>
public class HashBasedPlacement : PlacementStrategy
{
}

/// <summary>On the silo that calls, where it may.</summary>
public class PreferLocalPlacement : PlacementStrategy
{
}

/// <summary>On a silo drawn at random.</summary>
public class RandomPlacement : PlacementStrategy
{
}

/// <summary>On the silo that calls, several activations at once.</summary>
internal sealed class StatelessWorkerPlacement(int maxLocal, bool removeIdleWorkers) : PlacementStrategy
{
    public int MaxLocal { get; } = maxLocal > 0 ? maxLocal : Environment.ProcessorCount;

    public bool RemoveIdleWorkers { get; } = removeIdleWorkers;

    public override bool IsUsingGrainDirectory => false;
}
