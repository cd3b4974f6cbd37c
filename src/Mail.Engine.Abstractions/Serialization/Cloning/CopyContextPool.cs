using System.Collections.Concurrent;

namespace Orleans.Serialization.Cloning;

/// <summary>Lends copy contexts; at most 64 wait for their next use.</summary>
public sealed class CopyContextPool
{
    private const int Kept = 64;
    private readonly ConcurrentBag<CopyContext> _free = [];
    private readonly IDeepCopierProvider _copiers;
    private readonly Action<CopyContext> _return;

    public CopyContextPool(IDeepCopierProvider copiers)
    {
        _copiers = copiers;
        _return = Return;
    }

    /// <summary>Where copiers come from.</summary>
    public IDeepCopierProvider Copiers => _copiers;

    /// <summary>A context that comes back to the pool when disposed.</summary>
    public CopyContext GetContext() => _free.TryTake(out var context) ? context : new CopyContext(_copiers, _return);

    private void Return(CopyContext context)
    {
        if (_free.Count < Kept)
        {
            _free.Add(context);
        }
    }
}
