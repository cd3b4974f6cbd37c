using Orleans.Placement;

namespace Orleans.Concurrency;

/// <summary>Each silo may hold several activations of one grain of this class, made as load asks for them.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class StatelessWorkerAttribute : PlacementAttribute
{
    /// <summary>At most <paramref name="maxLocalWorkers"/> activations per silo; -1 for one per processor.</summary>
    public StatelessWorkerAttribute(int maxLocalWorkers)
        : this(maxLocalWorkers, true)
    {
    }

    public StatelessWorkerAttribute()
        : this(-1)
    {
    }

    public StatelessWorkerAttribute(int maxLocalWorkers, bool removeIdleWorkers)
        : base(new Runtime.StatelessWorkerPlacement(maxLocalWorkers, removeIdleWorkers))
    {
    }
}
